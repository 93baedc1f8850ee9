data "aws_region" "this" {}

locals {
  host = "${aws_api_gateway_rest_api.this.id}.execute-api.${data.aws_region.this.name}.amazonaws.com"
}

resource "aws_api_gateway_rest_api" "this" {
  name        = var.name
  description = local.openapi.info.description

  # Answers may be compressed, and Lambda hands those over in base64.
  binary_media_types = ["*/*"]

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  lifecycle {
    create_before_destroy = true
  }
}

# A new deployment whenever anything that is deployed has changed.
resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id

  triggers = {
    paths = sha1(jsonencode([
      local.public, local.nodes, local.cached, var.scopes, var.user_pool_arn, var.function, local.problems,
    ]))
  }

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [
    aws_api_gateway_integration.other,
    aws_api_gateway_integration.public,
    aws_api_gateway_integration.rest,
    aws_api_gateway_gateway_response.problem,
  ]
}

resource "aws_api_gateway_stage" "this" {
  #checkov:skip=CKV_AWS_120:The cache is paid by the hour; `cache` says whether a menu is asked for often enough.
  #checkov:skip=CKV2_AWS_29:Module waf stands before the stage: see the blueprint.
  #checkov:skip=CKV2_AWS_51:Callers show tokens, not client certificates; the function takes no call but through the stage.
  rest_api_id           = aws_api_gateway_rest_api.this.id
  deployment_id         = aws_api_gateway_deployment.this.id
  stage_name            = var.stage
  xray_tracing_enabled  = true
  cache_cluster_enabled = var.cache != null
  cache_cluster_size    = try(var.cache.size_gb, null)

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format = jsonencode({
      request_id   = "$context.requestId"
      at           = "$context.requestTime"
      ip           = "$context.identity.sourceIp"
      method       = "$context.httpMethod"
      path         = "$context.path"
      resource     = "$context.resourcePath"
      status       = "$context.status"
      latency_ms   = "$context.responseLatency"
      behind_ms    = "$context.integrationLatency"
      behind_error = "$context.integrationErrorMessage"
      authorizer   = "$context.authorizer.error"
      waf          = "$context.waf.status"
      principal    = "$context.authorizer.claims.sub"
    })
  }
}

resource "aws_api_gateway_method_settings" "all" {
  #checkov:skip=CKV_AWS_225:The cache is paid by the hour; `cache` says whether a menu is asked for often enough.
  #checkov:skip=CKV_AWS_308:The cache is encrypted where there is one: see the setting of each cached path.
  rest_api_id = aws_api_gateway_rest_api.this.id
  stage_name  = aws_api_gateway_stage.this.stage_name
  method_path = "*/*"

  settings {
    metrics_enabled        = true
    logging_level          = "ERROR"
    data_trace_enabled     = false # bodies name people
    throttling_rate_limit  = var.throttle.rate
    throttling_burst_limit = var.throttle.burst
    caching_enabled        = false
    cache_data_encrypted   = true
  }
}

# Only what is the same for everybody is cached. Nobody but an operator may empty it.
resource "aws_api_gateway_method_settings" "cached" {
  for_each = { for key, operation in local.public : key => operation if local.cached[key] }

  rest_api_id = aws_api_gateway_rest_api.this.id
  stage_name  = aws_api_gateway_stage.this.stage_name
  method_path = "${trimprefix(each.value.path, "/")}/${each.value.method}"

  settings {
    metrics_enabled                            = true
    logging_level                              = "ERROR"
    data_trace_enabled                         = false
    throttling_rate_limit                      = var.throttle.rate
    throttling_burst_limit                     = var.throttle.burst
    caching_enabled                            = true
    cache_ttl_in_seconds                       = var.cache.ttl_s
    cache_data_encrypted                       = true
    require_authorization_for_cache_control    = true
    unauthorized_cache_control_header_strategy = "SUCCEED_WITHOUT_RESPONSE_HEADER"
  }
}

resource "aws_cloudwatch_log_group" "access" {
  name              = "/aws/api/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}
