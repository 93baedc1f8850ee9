data "aws_cloudfront_cache_policy" "cached" {
  name = "Managed-CachingOptimized"
}

data "aws_cloudfront_cache_policy" "never_cached" {
  name = "Managed-CachingDisabled"
}

data "aws_cloudfront_origin_request_policy" "all_but_host" {
  name = "Managed-AllViewerExceptHostHeader"
}

resource "aws_cloudfront_origin_access_control" "this" {
  name                              = var.name
  description                       = "Lets this distribution read the pages."
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

# Pages and API have one address, so a browser never asks one site on behalf of another.
resource "aws_cloudfront_distribution" "this" {
  #checkov:skip=CKV_AWS_86:Calls of the API are in its access log and what is turned away in the firewall's; who looked at a menu page is nobody's business.
  #checkov:skip=CKV_AWS_310:The pages' bucket is regional and highly available; failover to another region is the blueprint cafe-online.
  #checkov:skip=CKV_AWS_374:People may look at a menu from everywhere.
  #checkov:skip=CKV_AWS_68:The web ACL is an argument; the blueprint gives one.
  #checkov:skip=CKV2_AWS_47:The web ACL is an argument; module waf has the rules against known bad inputs, Log4j among them.
  #checkov:skip=CKV2_AWS_42:Without a domain of its own a distribution has CloudFront's certificate.
  #checkov:skip=CKV_AWS_174:Without a domain of its own the protocol is CloudFront's; with one it is TLS 1.2 at least.
  enabled             = true
  comment             = var.name
  is_ipv6_enabled     = true
  http_version        = "http2and3"
  default_root_object = local.has_apps ? null : "index.html"
  price_class         = var.price_class
  web_acl_id          = var.web_acl_arn
  aliases             = var.domain == null ? [] : [var.domain.name]

  origin {
    origin_id                = "pages"
    domain_name              = aws_s3_bucket.this.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.this.id
  }

  origin {
    origin_id   = "api"
    domain_name = var.api.domain
    origin_path = var.api.path

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  default_cache_behavior {
    target_origin_id           = "pages"
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    cache_policy_id            = data.aws_cloudfront_cache_policy.cached.id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.pages["page"].id

    dynamic "function_association" {
      for_each = aws_cloudfront_function.addresses
      content {
        event_type   = "viewer-request"
        function_arn = function_association.value.arn
      }
    }
  }

  # What may stand in a frame, and what is a drawing, is told otherwise than the pages.
  dynamic "ordered_cache_behavior" {
    for_each = local.has_apps ? { framed = "/*/silent.html", picture = "/pictures/*" } : {}
    content {
      path_pattern               = ordered_cache_behavior.value
      target_origin_id           = "pages"
      viewer_protocol_policy     = "redirect-to-https"
      allowed_methods            = ["GET", "HEAD"]
      cached_methods             = ["GET", "HEAD"]
      compress                   = true
      cache_policy_id            = data.aws_cloudfront_cache_policy.cached.id
      response_headers_policy_id = aws_cloudfront_response_headers_policy.pages[ordered_cache_behavior.key].id
    }
  }

  dynamic "ordered_cache_behavior" {
    for_each = var.api_paths
    content {
      path_pattern             = ordered_cache_behavior.value
      target_origin_id         = "api"
      viewer_protocol_policy   = "https-only"
      allowed_methods          = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
      cached_methods           = ["GET", "HEAD"]
      compress                 = false
      cache_policy_id          = data.aws_cloudfront_cache_policy.never_cached.id
      origin_request_policy_id = data.aws_cloudfront_origin_request_policy.all_but_host.id

      response_headers_policy_id = aws_cloudfront_response_headers_policy.transport.id
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = var.domain == null
    acm_certificate_arn            = var.domain == null ? null : aws_acm_certificate_validation.this[0].certificate_arn
    ssl_support_method             = var.domain == null ? null : "sni-only"
    minimum_protocol_version       = var.domain == null ? null : "TLSv1.2_2021"
  }
}
