output "url" {
  description = "The address of the pages."
  value       = "https://${var.branch}.${aws_amplify_app.this.default_domain}"

  # Nothing is served before there is a branch.
  depends_on = [aws_amplify_branch.this]
}

output "app_id" {
  description = "The id of the app that the pages are uploaded to."
  value       = aws_amplify_app.this.id
}

output "branch" {
  description = "The branch that they are uploaded to."
  value       = aws_amplify_branch.this.branch_name
}
