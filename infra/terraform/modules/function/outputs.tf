output "name" {
  description = "The name of the function."
  value       = aws_lambda_function.this.function_name
}

output "arn" {
  description = "The ARN of the function itself, without version or alias."
  value       = aws_lambda_function.this.arn
}

output "alias_arn" {
  description = "The ARN of its alias `live`: what others invoke."
  value       = aws_lambda_alias.live.arn
}

output "alias" {
  description = "The name of that alias."
  value       = aws_lambda_alias.live.name
}

output "invoke_arn" {
  description = "The ARN by which API Gateway invokes the alias."
  value       = aws_lambda_alias.live.invoke_arn
}

output "role_arn" {
  description = "The ARN of the function's role."
  value       = aws_iam_role.this.arn
}

output "role_name" {
  description = "The name of the function's role."
  value       = aws_iam_role.this.name
}

output "log_group" {
  description = "The name of its log group."
  value       = aws_cloudwatch_log_group.this.name
}

output "policy" {
  description = "What the role may do, statement by statement."
  value       = local.statements
}

output "alarm_names" {
  description = "The names of its alarms."
  value       = [for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_name]
}
