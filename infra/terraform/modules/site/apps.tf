# The apps of `web/`, as `cargo xtask web` builds them, and the pictures of the demo menus.
locals {
  has_apps = var.apps != null
  names    = ["order", "counter", "office"]

  # By its address, each file on disk. The copies that are compressed already are for the program; CloudFront compresses
  # by itself.
  files = local.has_apps ? merge([
    for app in local.names : {
      for name in fileset("${var.apps}/apps/${app}/dist", "**") : "${app}/${name}" => "${var.apps}/apps/${app}/dist/${name}"
      if !endswith(name, ".br") && !endswith(name, ".gz")
    }
  ]...) : {}
  pictures = local.has_apps ? fileset("${var.apps}/pictures", "*.svg") : toset([])

  # What is under `assets/` has its contents in its name. A manifest says the café's, so it is written here.
  assets        = { for address, file in local.files : address => file if strcontains(address, "/assets/") }
  manifests     = { for address, file in local.files : address => file if endswith(address, "/manifest.webmanifest") }
  pages_of_apps = { for address, file in local.files : address => file if !contains(keys(merge(local.assets, local.manifests)), address) }
}

resource "aws_s3_object" "asset" {
  for_each = local.assets

  bucket        = aws_s3_bucket.this.id
  key           = each.key
  source        = each.value
  source_hash   = filesha256(each.value)
  content_type  = lookup(local.types, reverse(split(".", each.key))[0], "application/octet-stream")
  cache_control = "public, max-age=31536000, immutable"
}

# After the assets, so that no page names one that is not there yet.
resource "aws_s3_object" "app" {
  for_each = local.pages_of_apps

  bucket        = aws_s3_bucket.this.id
  key           = each.key
  source        = each.value
  source_hash   = filesha256(each.value)
  content_type  = lookup(local.types, reverse(split(".", each.key))[0], "application/octet-stream")
  cache_control = "no-cache"

  depends_on = [aws_s3_object.asset, aws_s3_object.manifest, aws_s3_object.told]
}

# What an app is told when it starts; docs/apps.md lists the fields.
resource "aws_s3_object" "told" {
  for_each = toset(local.has_apps ? local.names : [])

  bucket = aws_s3_bucket.this.id
  key    = "${each.key}/config.json"
  content = jsonencode({
    api       = ""
    issuer    = var.sign_in.issuer
    client_id = var.sign_in.client_id
    scope     = var.sign_in.scope
    brand     = { for field, value in var.brand : field => value if value != null }
  })
  content_type  = "application/json"
  cache_control = "no-cache"
}

# What an app is called when it is installed.
resource "aws_s3_object" "manifest" {
  for_each = local.manifests

  bucket        = aws_s3_bucket.this.id
  key           = each.key
  content       = jsonencode(merge(jsondecode(file(each.value)), { name = var.brand.name, short_name = var.brand.name }))
  content_type  = local.types.webmanifest
  cache_control = "no-cache"
}

resource "aws_s3_object" "picture" {
  for_each = local.pictures

  bucket        = aws_s3_bucket.this.id
  key           = "pictures/${each.key}"
  source        = "${var.apps}/pictures/${each.key}"
  source_hash   = filesha256("${var.apps}/pictures/${each.key}")
  content_type  = "image/svg+xml"
  cache_control = "public, max-age=86400, stale-while-revalidate=604800"
}

resource "aws_cloudfront_function" "addresses" {
  count = local.has_apps ? 1 : 0

  name    = "${var.name}-addresses"
  comment = "Which file an address within an app means."
  runtime = "cloudfront-js-2.0"
  code    = file("${path.module}/addresses.js")
  publish = true
}
