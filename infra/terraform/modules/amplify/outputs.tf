output "url" {
  description = "The address of the pages."
  value       = "https://${var.branch}.${aws_amplify_app.this.default_domain}"

  # Nothing is served before there is a branch.
  depends_on = [aws_amplify_branch.this]
}

output "callback_urls" {
  description = "Where a sign-in sends people back to: of each app the page, and the hidden frame or small window."
  value       = [for way in setproduct(local.apps, ["signed-in", "silent.html"]) : "https://${var.branch}.${aws_amplify_app.this.default_domain}/${join("/", way)}"]
}

output "logout_urls" {
  description = "Where people are sent after they have signed out."
  value       = [for app in local.apps : "https://${var.branch}.${aws_amplify_app.this.default_domain}/${app}/"]
}

output "app_id" {
  description = "The id of the app that the pages are uploaded to."
  value       = aws_amplify_app.this.id
}

output "branch" {
  description = "The branch that they are uploaded to."
  value       = aws_amplify_branch.this.branch_name
}
