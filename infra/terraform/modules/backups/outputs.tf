output "bucket" {
  description = "The `name` and `arn` of the bucket."
  value       = { name = aws_s3_bucket.this.bucket, arn = aws_s3_bucket.this.arn }
}
