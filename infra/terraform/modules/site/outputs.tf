output "url" {
  description = "The address of the site."
  value       = "https://${local.host}"
}

output "bucket" {
  description = "The name of the bucket with the pages."
  value       = aws_s3_bucket.this.bucket
}

output "distribution_id" {
  description = "The id of the distribution, for invalidations and metrics."
  value       = aws_cloudfront_distribution.this.id
}
