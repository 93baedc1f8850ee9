output "role_arn" {
  description = "The ARN of the role, for `role-to-assume` of the workflow."
  value       = aws_iam_role.this.arn
}

output "boundary_arn" {
  description = "The permissions boundary that every role of the instance must carry."
  value       = aws_iam_policy.boundary.arn
}
