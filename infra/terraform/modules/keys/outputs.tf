output "data" {
  description = "The ARN of the key for what is kept: tables, backups, secrets, logs, environment of functions."
  value       = aws_kms_key.data.arn
}

output "messages" {
  description = "The ARN of the key for what is on its way: queues and topics."
  value       = aws_kms_key.messages.arn
}
