resource "aws_s3_bucket" "this" {
  #checkov:skip=CKV_AWS_144:A second region is the blueprint's decision: cafe-online replicates, a single café need not pay for it.
  #checkov:skip=CKV_AWS_18:Who reads backups is seen in CloudTrail's data events, which also cover denied calls; an access log would be one more bucket.
  #checkov:skip=CKV2_AWS_62:Nobody waits for a backup; that it came is checked by the alarm on the scheduled function.
  bucket        = var.bucket
  force_destroy = var.force_destroy
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

# What was overwritten or deleted by mistake is still there.
resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = var.kms_key_arn
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  count = var.refuse_plaintext ? 1 : 0

  bucket = aws_s3_bucket.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "OnlyEncryptedConnections"
      Effect = "Deny"
      # Denied to everybody and for everything: a star in a refusal opens nothing.
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  depends_on = [aws_s3_bucket_public_access_block.this]
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    id     = "older-is-colder"
    status = "Enabled"

    filter {}

    transition {
      days          = var.days.glacier
      storage_class = "GLACIER"
    }

    transition {
      days          = var.days.deep_archive
      storage_class = "DEEP_ARCHIVE"
    }

    expiration {
      days = var.days.delete
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 3
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}
