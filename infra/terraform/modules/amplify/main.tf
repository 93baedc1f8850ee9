# Pages that are uploaded, not built here, so the app needs no repository and no token for one.
resource "aws_amplify_app" "this" {
  name        = var.name
  description = "The pages of Comanda."
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

  # What is no file is a page of the program that runs in the browser.
  custom_rule {
    source = "</^[^.]+$|\\.(?!(css|gif|ico|jpg|js|json|map|png|svg|txt|webmanifest|webp|woff2)$)([^.]+$)/>"
    target = "/index.html"
    status = "200"
  }

  custom_headers = yamlencode({
    customHeaders = [{
      pattern = "**"
      headers = [for name, value in local.headers : { key = name, value = value }]
    }]
  })
}

resource "aws_amplify_branch" "this" {
  app_id            = aws_amplify_app.this.id
  branch_name       = var.branch
  stage             = "PRODUCTION"
  enable_auto_build = false
}

locals {
  headers = {
    Strict-Transport-Security = "max-age=63072000; includeSubDomains"
    Content-Security-Policy = join("; ", [
      "default-src 'self'",
      "connect-src ${join(" ", concat(["'self'"], var.connects_to))}",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'self'",
    ])
    X-Content-Type-Options = "nosniff"
    Referrer-Policy        = "same-origin"
  }
}
