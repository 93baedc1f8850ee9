output "user_pool_id" {
  description = "The id of the user pool."
  value       = aws_cognito_user_pool.this.id
}

output "user_pool_arn" {
  description = "The ARN of the user pool, for the authorizer of the API."
  value       = aws_cognito_user_pool.this.arn
}

output "issuer" {
  description = "What stands in `iss` of its tokens: `identity.issuer`."
  value       = local.issuer
}

output "issuer_origin" {
  description = "Where the issuer says what it can do: a page that signs people in talks to it, too."
  value       = local.origin
}

output "client_id" {
  description = "The id of the client that browsers use: public, code with PKCE only."
  value       = aws_cognito_user_pool_client.browser.id
}

output "sign_in_url" {
  description = "The address of the hosted sign-in: `/oauth2/authorize`, `/oauth2/token` and `/logout` are below it."
  value       = local.sign_in_url
}

output "groups" {
  description = "The names of the groups."
  value       = [for group in aws_cognito_user_group.this : group.name]
}
