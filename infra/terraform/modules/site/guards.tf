# What a page may do: the headers that hold a browser to it. Those of the apps are what the program says of the same
# files (crates/comanda/src/apps/guards.rs, pictures.rs).
locals {
  also = join("", [for origin in var.connects_to : " ${origin}"])
  logo = try(" ${regex("^https://[^/]+", var.brand.logo)}", "")

  # Scripts and styles are files of ours alone: nothing inline, nothing evaluated.
  policy_of_apps = join("; ", [
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
  ])
  permissions = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), serial=(), display-capture=()"

  of_apps = {
    page = {
      policy   = "${local.policy_of_apps}; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
      frame    = "DENY"
      referrer = "strict-origin-when-cross-origin"
      # A small window at the sign-in finds its way back to the app that opened it.
      other = { Permissions-Policy = local.permissions, Cross-Origin-Opener-Policy = "same-origin-allow-popups" }
    }
    # What the sign-in sends a hidden frame or a small window back to.
    framed = {
      policy   = "${local.policy_of_apps}; frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
      frame    = "SAMEORIGIN"
      referrer = "strict-origin-when-cross-origin"
      other    = { Permissions-Policy = local.permissions, Cross-Origin-Opener-Policy = "unsafe-none" }
    }
    # A drawing has its own styles, and nothing else. A menu on another origin may show it.
    picture = {
      policy   = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
      frame    = "DENY"
      referrer = "no-referrer"
      other    = { Cross-Origin-Resource-Policy = "cross-origin" }
    }
  }
  of_pages = {
    page = {
      policy   = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'${local.also}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
      frame    = "DENY"
      referrer = "no-referrer"
      other    = {}
    }
  }

  # The key sets are known before anything is made, so each is chosen by name.
  guards = { for name in(local.has_apps ? ["page", "framed", "picture"] : ["page"]) : name => local.has_apps ? local.of_apps[name] : local.of_pages[name] }
}

resource "aws_cloudfront_response_headers_policy" "pages" {
  #checkov:skip=CKV_AWS_259:Transport security is strict; to be on the browsers' own list (preload) is for the owner of the whole domain to decide.
  for_each = local.guards

  name = each.key == "page" ? var.name : "${var.name}-${each.key}"

  security_headers_config {
    content_security_policy {
      content_security_policy = each.value.policy
      override                = true
    }

    strict_transport_security {
      access_control_max_age_sec = 63072000
      include_subdomains         = true
      override                   = true
    }

    content_type_options {
      override = true
    }

    referrer_policy {
      referrer_policy = each.value.referrer
      override        = true
    }

    frame_options {
      frame_option = each.value.frame
      override     = true
    }
  }

  dynamic "custom_headers_config" {
    for_each = length(each.value.other) > 0 ? [each.value.other] : []
    content {
      dynamic "items" {
        for_each = custom_headers_config.value
        content {
          header   = items.key
          value    = items.value
          override = true
        }
      }
    }
  }
}

moved {
  from = aws_cloudfront_response_headers_policy.this
  to   = aws_cloudfront_response_headers_policy.pages["page"]
}

# The program says its own headers on what it answers, and those of its pages are stricter.
resource "aws_cloudfront_response_headers_policy" "transport" {
  #checkov:skip=CKV_AWS_259:Transport security is strict; to be on the browsers' own list (preload) is for the owner of the whole domain to decide.
  name = "${var.name}-api"

  security_headers_config {
    strict_transport_security {
      access_control_max_age_sec = 63072000
      include_subdomains         = true
      override                   = true
    }

    content_type_options {
      override = true
    }
  }
}
