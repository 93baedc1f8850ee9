# The apps are uploaded, not built here, so Amplify needs no repository and no token for one.
resource "aws_amplify_app" "this" {
  name        = var.name
  description = "The apps of Comanda."
  platform    = "WEB"

  # The API answers under the address of the pages, so a browser needs no leave to ask it (CORS).
  dynamic "custom_rule" {
    for_each = var.api_paths
    content {
      source = custom_rule.value
      target = "https://${var.api.domain}${var.api.path}${custom_rule.value}"
      status = "200"
    }
  }

  custom_rule {
    source = "</^\\/$/>"
    target = "/order/"
    status = "302"
  }

  dynamic "custom_rule" {
    for_each = local.apps
    content {
      source = "</^\\/${custom_rule.value}$/>"
      target = "/${custom_rule.value}/"
      status = "301"
    }
  }

  # A name without a dot is an address that only the app's script knows: it begins with the first page of its app.
  dynamic "custom_rule" {
    for_each = local.apps
    content {
      source = "</^\\/${custom_rule.value}\\/(.*\\/)?[^.\\/]*$/>"
      target = "/${custom_rule.value}/index.html"
      status = "200"
    }
  }

  custom_headers = yamlencode({
    customHeaders = [
      { pattern = "**", headers = [for name, value in local.headers : { key = name, value = value }] },
      # What has its contents in its name is kept for ever. What is nowhere else is said of all files, so that it does not
      # matter which pattern comes first.
      { pattern = "**/assets/**", headers = [{ key = "Cache-Control", value = "public, max-age=31536000, immutable" }] },
    ]
  })
}

resource "aws_amplify_branch" "this" {
  app_id            = aws_amplify_app.this.id
  branch_name       = var.branch
  stage             = "PRODUCTION"
  enable_auto_build = false
}

locals {
  apps = ["order", "counter", "office"]
  also = join("", [for origin in var.connects_to : " ${origin}"])
  logo = try(" ${regex("^https://[^/]+", var.brand.logo)}", "")

  # One set for all files. So a page may stand in a frame of its own origin, and is no window apart from the one that
  # opened it: silent.html, which comes back from signing in, needs both.
  headers = {
    Strict-Transport-Security = "max-age=63072000; includeSubDomains"
    Content-Security-Policy = join("; ", [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data: blob:${local.logo}",
      "connect-src 'self'${local.also}",
      "font-src 'self'",
      "media-src 'self'",
      "manifest-src 'self'",
      "worker-src 'self'",
      "frame-src 'self'${local.also}",
      "frame-ancestors 'self'",
      "base-uri 'none'",
      "form-action 'self'",
    ])
    X-Frame-Options        = "SAMEORIGIN"
    X-Content-Type-Options = "nosniff"
    Referrer-Policy        = "strict-origin-when-cross-origin"
    Permissions-Policy     = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), serial=(), display-capture=()"
  }
}
