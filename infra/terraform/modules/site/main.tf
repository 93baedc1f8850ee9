locals {
  # What a file is, by how its name ends; the program says the same (crates/comanda/src/apps/answer.rs).
  types = {
    html        = "text/html; charset=utf-8"
    js          = "text/javascript; charset=utf-8"
    mjs         = "text/javascript; charset=utf-8"
    css         = "text/css; charset=utf-8"
    json        = "application/json"
    map         = "application/json"
    webmanifest = "application/manifest+json"
    svg         = "image/svg+xml"
    png         = "image/png"
    webp        = "image/webp"
    jpg         = "image/jpeg"
    jpeg        = "image/jpeg"
    ico         = "image/x-icon"
    woff2       = "font/woff2"
    mp3         = "audio/mpeg"
    wav         = "audio/wav"
    ogg         = "audio/ogg"
    txt         = "text/plain; charset=utf-8"
  }
  # Where the apps are, nobody needs the small pages that only show the menu.
  pages = local.has_apps ? toset([]) : fileset(var.files, "*.{html,css,js,svg,txt}")
  host  = var.domain == null ? aws_cloudfront_distribution.this.domain_name : var.domain.name
}

resource "aws_s3_bucket" "this" {
  #checkov:skip=CKV_AWS_144:The pages are in the repository; another region gets them by another apply.
  #checkov:skip=CKV_AWS_18:Only CloudFront reads the bucket, and the firewall before it logs what it turns away.
  #checkov:skip=CKV_AWS_145:What is in here is shown to everybody; it is encrypted with the key of S3, which costs nothing a request.
  #checkov:skip=CKV2_AWS_61:A handful of small pages, replaced in place; old versions are what a mistake is undone with.
  #checkov:skip=CKV2_AWS_62:Nothing happens when a page is put here.
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

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for statement in [
      {
        Sid       = "OnlyThisDistribution"
        Effect    = "Allow"
        Principal = { Service = "cloudfront.amazonaws.com" }
        Action    = "s3:GetObject"
        Resource  = "${aws_s3_bucket.this.arn}/*"
        Condition = { StringEquals = { "aws:SourceArn" = aws_cloudfront_distribution.this.arn } }
      },
      {
        Sid    = "OnlyEncryptedConnections"
        Effect = "Deny"
        # Denied to everybody and for everything: a star in a refusal opens nothing.
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ] : statement if var.refuse_plaintext || statement.Effect == "Allow"]
  })

  depends_on = [aws_s3_bucket_public_access_block.this]
}

resource "aws_s3_object" "page" {
  for_each = local.pages

  bucket        = aws_s3_bucket.this.id
  key           = each.key
  source        = "${var.files}/${each.key}"
  source_hash   = filesha256("${var.files}/${each.key}")
  content_type  = local.types[reverse(split(".", each.key))[0]]
  cache_control = "max-age=60"
}

resource "aws_s3_object" "config" {
  count = local.has_apps ? 0 : 1

  bucket        = aws_s3_bucket.this.id
  key           = "config.json"
  content       = jsonencode(var.config)
  content_type  = "application/json"
  cache_control = "max-age=60"
}
