output "id" {
  description = "The id of the API."
  value       = aws_api_gateway_rest_api.this.id
}

output "name" {
  description = "The name of the API, a dimension of its metrics."
  value       = aws_api_gateway_rest_api.this.name
}

output "stage" {
  description = "The name of the stage."
  value       = aws_api_gateway_stage.this.stage_name
}

output "stage_arn" {
  description = "The ARN of the stage, for module waf."
  value       = aws_api_gateway_stage.this.arn
}

output "url" {
  description = "Where the API answers: its own domain, or the stage's address."
  value       = var.domain == null ? aws_api_gateway_stage.this.invoke_url : "https://${var.domain.name}"
}

output "origin" {
  description = "The `domain` and `path` of the stage, as an origin for CloudFront. It is known before the functions are."
  value = {
    domain = local.host
    path   = "/${var.stage}"
  }
}

output "public_operations" {
  description = "The operations that need no token, such as `GET /v1/locations`."
  value       = sort(keys(local.public))
}

output "log_group" {
  description = "The name of the access log's group."
  value       = aws_cloudwatch_log_group.access.name
}
