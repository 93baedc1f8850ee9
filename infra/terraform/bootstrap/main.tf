data "aws_caller_identity" "this" {}
data "aws_partition" "this" {}

# Whoever reads the state reads every name and setting, so it has a key of its own.
resource "aws_kms_key" "state" {
  description             = "The state of Terraform"
  enable_key_rotation     = true
  deletion_window_in_days = var.stand_in == null ? 30 : 7

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      # Without this statement nobody can change the key any more, not even its owner. It hands the decision to the IAM
      # policies of this account. In a key's policy the resource `*` is this one key.
      Sid       = "TheAccountDecidesByItsPolicies"
      Effect    = "Allow"
      Principal = { AWS = "arn:${data.aws_partition.this.partition}:iam::${data.aws_caller_identity.this.account_id}:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_kms_alias" "state" {
  name          = "alias/comanda-state"
  target_key_id = aws_kms_key.state.key_id
}

resource "aws_s3_bucket" "state" {
  #checkov:skip=CKV_AWS_144:State can be built anew by import; it is versioned, and a second region would be a second truth.
  #checkov:skip=CKV_AWS_18:Who reads the state is seen in CloudTrail's data events, which also cover denied calls.
  #checkov:skip=CKV2_AWS_62:Nobody waits for a change of the state.
  bucket        = var.bucket
  force_destroy = var.stand_in != null
}

resource "aws_s3_bucket_public_access_block" "state" {
  bucket                  = aws_s3_bucket.state.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "state" {
  bucket = aws_s3_bucket.state.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

# An older state is what a broken one is mended with.
resource "aws_s3_bucket_versioning" "state" {
  bucket = aws_s3_bucket.state.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "state" {
  bucket = aws_s3_bucket.state.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.state.arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "state" {
  bucket = aws_s3_bucket.state.id

  rule {
    id     = "forget-old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days           = 365
      newer_noncurrent_versions = 20
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  depends_on = [aws_s3_bucket_versioning.state]
}

# A stand-in speaks HTTP.
resource "aws_s3_bucket_policy" "state" {
  count = var.stand_in == null ? 1 : 0

  bucket = aws_s3_bucket.state.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "OnlyEncryptedConnections"
      Effect = "Deny"
      # Denied to everybody and for everything: a star in a refusal opens nothing.
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.state.arn, "${aws_s3_bucket.state.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  depends_on = [aws_s3_bucket_public_access_block.state]
}

resource "aws_dynamodb_table" "lock" {
  count = var.lock_table ? 1 : 0

  name                        = "${var.bucket}-lock"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "LockID"
  deletion_protection_enabled = var.stand_in == null

  attribute {
    name = "LockID"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.state.arn
  }
}
