output "arn" {
  description = "The ARN of the state machine: `workflow.engine`."
  value       = aws_sfn_state_machine.this.arn
}

output "name" {
  description = "The name of the state machine."
  value       = aws_sfn_state_machine.this.name
}

output "execution_arns" {
  description = "A pattern of the ARNs of all its executions, for policies."
  value       = local.execution_arns
}

output "role_arn" {
  description = "The ARN of its role."
  value       = aws_iam_role.this.arn
}

output "log_group" {
  description = "The name of its log group."
  value       = aws_cloudwatch_log_group.this.name
}

output "policy" {
  description = "What the role may do, statement by statement."
  value       = local.statements
}

output "definition" {
  description = "The definition with every placeholder filled in."
  value       = local.definition
}
