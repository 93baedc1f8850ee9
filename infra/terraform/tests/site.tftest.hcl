mock_provider "aws" {
  source = "./mocks"
}

mock_provider "aws" {
  alias  = "global"
  source = "./mocks"
}

variables {
  name        = "comanda-test"
  bucket      = "comanda-test-site"
  files       = "../../site"
  config      = { sign_in_url = "https://login.example", client_id = "abc" }
  api         = { domain = "mock.execute-api.eu-central-1.amazonaws.com", path = "/live" }
  connects_to = ["https://cognito-idp.eu-central-1.amazonaws.com", "https://login.example"]
}

run "without_apps_the_small_pages_stand_here" {
  module {
    source = "../modules/site"
  }

  providers = { aws = aws, aws.global = aws.global }

  assert {
    condition     = contains(keys(aws_s3_object.page), "index.html") && length(aws_s3_object.config) == 1 && aws_cloudfront_distribution.this.default_root_object == "index.html"
    error_message = "The menu is at the root, with what it must know."
  }

  assert {
    condition     = length(aws_s3_object.app) == 0 && length(aws_s3_object.told) == 0 && length(aws_s3_object.picture) == 0 && length(aws_cloudfront_function.addresses) == 0
    error_message = "No folder of apps, no apps."
  }

  assert {
    condition     = length(output.callback_urls) == 1 && !strcontains(one(one(aws_cloudfront_response_headers_policy.pages["page"].security_headers_config).content_security_policy).content_security_policy, "worker-src")
    error_message = "What the apps need is not granted to pages that do not need it."
  }
}

run "a_folder_of_apps_is_uploaded_as_the_program_serves_it" {
  module {
    source = "../modules/site"
  }

  providers = { aws = aws, aws.global = aws.global }

  variables {
    apps    = "./web"
    sign_in = { issuer = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Mock", client_id = "abc" }
    brand   = { name = "Café Aroma", logo = "https://cdn.example/logo.svg" }
  }

  assert {
    condition     = toset(keys(aws_s3_object.asset)) == toset([for app in ["order", "counter", "office"] : "${app}/assets/index-a1.js"])
    error_message = "Every asset, and no copy that is compressed already."
  }

  assert {
    condition     = alltrue([for file in aws_s3_object.asset : file.cache_control == "public, max-age=31536000, immutable" && file.content_type == "text/javascript; charset=utf-8"])
    error_message = "What has its contents in its name is kept for ever."
  }

  assert {
    condition     = toset(keys(aws_s3_object.app)) == toset(concat(["order/icon.png"], [for app in ["order", "counter", "office"] : "${app}/index.html"], [for app in ["order", "counter", "office"] : "${app}/silent.html"]))
    error_message = "Every page of every app."
  }

  assert {
    condition     = alltrue([for file in aws_s3_object.app : file.cache_control == "no-cache"]) && aws_s3_object.app["order/icon.png"].content_type == "image/png"
    error_message = "A page is asked for again, and browsers are told what a file is."
  }

  assert {
    condition     = jsondecode(aws_s3_object.manifest["order/manifest.webmanifest"].content) == { name = "Café Aroma", short_name = "Café Aroma", start_url = "/order/" } && aws_s3_object.manifest["order/manifest.webmanifest"].content_type == "application/manifest+json"
    error_message = "An app that is installed is called what the café calls itself."
  }

  assert {
    condition     = toset(keys(aws_s3_object.picture)) == toset(["espresso.svg"]) && aws_s3_object.picture["espresso.svg"].key == "pictures/espresso.svg"
    error_message = "Drawings, and nothing else of their folder."
  }

  assert {
    condition     = length(aws_s3_object.page) == 0 && length(aws_s3_object.config) == 0
    error_message = "The small pages make room."
  }

  assert {
    condition = jsondecode(aws_s3_object.told["counter"].content) == {
      api       = ""
      issuer    = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Mock"
      client_id = "abc"
      scope     = "openid profile email"
      brand     = { name = "Café Aroma", logo = "https://cdn.example/logo.svg" }
    }
    error_message = "An app is told who signs in and how the café looks; what is not there is left out."
  }

  assert {
    condition     = aws_s3_object.told["counter"].key == "counter/config.json" && aws_s3_object.told["counter"].cache_control == "no-cache" && length(aws_s3_object.told) == 3
    error_message = "Each app has its own beside its first page."
  }

  assert {
    condition     = contains(output.callback_urls, "https://mock.cloudfront.net/office/signed-in") && contains(output.callback_urls, "https://mock.cloudfront.net/order/silent.html") && contains(output.logout_urls, "https://mock.cloudfront.net/counter/")
    error_message = "The sign-in sends people back into the app they came from."
  }
}

run "a_browser_is_held_to_what_the_program_would_say" {
  module {
    source = "../modules/site"
  }

  providers = { aws = aws, aws.global = aws.global }

  variables {
    apps  = "./web"
    brand = { name = "Café Aroma", logo = "https://cdn.example/logo.svg" }
  }

  assert {
    condition = one(one(aws_cloudfront_response_headers_policy.pages["page"].security_headers_config).content_security_policy).content_security_policy == join("; ", [
      "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob: https://cdn.example",
      "connect-src 'self' https://cognito-idp.eu-central-1.amazonaws.com https://login.example", "font-src 'self'", "media-src 'self'",
      "manifest-src 'self'", "worker-src 'self'", "frame-src 'self' https://cognito-idp.eu-central-1.amazonaws.com https://login.example",
      "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'",
    ])
    error_message = "Nothing inline, nothing from elsewhere but the sign-in and the logo."
  }

  assert {
    condition     = one(one(aws_cloudfront_response_headers_policy.pages["page"].security_headers_config).frame_options).frame_option == "DENY" && one(one(aws_cloudfront_response_headers_policy.pages["framed"].security_headers_config).frame_options).frame_option == "SAMEORIGIN"
    error_message = "Only what comes back from signing in may stand in a frame."
  }

  assert {
    condition     = strcontains(one(one(aws_cloudfront_response_headers_policy.pages["framed"].security_headers_config).content_security_policy).content_security_policy, "frame-ancestors 'self'") && strcontains(one(one(aws_cloudfront_response_headers_policy.pages["picture"].security_headers_config).content_security_policy).content_security_policy, "sandbox")
    error_message = "A frame of the same origin; a drawing that runs nothing."
  }

  assert {
    condition     = contains([for item in one(aws_cloudfront_response_headers_policy.pages["page"].custom_headers_config).items : "${item.header}: ${item.value}"], "Cross-Origin-Opener-Policy: same-origin-allow-popups") && anytrue([for item in one(aws_cloudfront_response_headers_policy.pages["page"].custom_headers_config).items : item.header == "Permissions-Policy" && strcontains(item.value, "camera=(self)")])
    error_message = "The camera reads codes on tables; a small window finds its way back."
  }

  assert {
    condition     = [for behaviour in aws_cloudfront_distribution.this.ordered_cache_behavior : behaviour.path_pattern if behaviour.target_origin_id == "pages"] == ["/*/silent.html", "/pictures/*"]
    error_message = "What is told otherwise has a behaviour of its own."
  }

  assert {
    condition     = contains([for behaviour in aws_cloudfront_distribution.this.ordered_cache_behavior : behaviour.path_pattern if behaviour.target_origin_id == "api"], "/v1/*")
    error_message = "The API answers under the same address."
  }

  assert {
    condition     = one(one(aws_cloudfront_distribution.this.default_cache_behavior).function_association).event_type == "viewer-request" && aws_cloudfront_distribution.this.default_root_object == null
    error_message = "The function says which file an address means, before the cache is asked; the root is led to the app of customers."
  }
}

run "an_app_that_is_not_built_is_not_uploaded" {
  command = plan

  module {
    source = "../modules/site"
  }

  providers = { aws = aws, aws.global = aws.global }

  variables {
    apps = "./mocks"
  }

  expect_failures = [var.apps]
}
