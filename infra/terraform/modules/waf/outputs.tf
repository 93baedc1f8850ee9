output "arn" {
  description = "The ARN of the web ACL."
  value       = aws_wafv2_web_acl.this.arn
}

output "name" {
  description = "The name of the web ACL, a dimension of its metrics."
  value       = aws_wafv2_web_acl.this.name
}
