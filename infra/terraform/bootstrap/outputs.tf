output "backend" {
  description = "What an instance's backend is configured with; the key is `PREFIX/terraform.tfstate`."
  value = {
    bucket     = aws_s3_bucket.state.bucket
    region     = var.region
    kms_key_id = aws_kms_key.state.arn
    lock_table = one(aws_dynamodb_table.lock[*].name)
  }
}

output "deployers" {
  description = "By instance: the role that GitHub Actions take, and the boundary of the roles they make."
  value = {
    for prefix, deployer in module.deployer : prefix => {
      role_arn     = deployer.role_arn
      boundary_arn = deployer.boundary_arn
    }
  }
}
