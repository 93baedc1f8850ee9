mock_provider "aws" {
  source = "./mocks"

  mock_resource "aws_amplify_app" {
    defaults = { id = "d1mock", default_domain = "d1mock.amplifyapp.com" }
  }
}

variables {
  name        = "comanda-test"
  api         = { domain = "mock.execute-api.eu-central-1.amazonaws.com", path = "/live" }
  connects_to = ["https://cognito-idp.eu-central-1.amazonaws.com", "https://comanda-test.auth.eu-central-1.amazoncognito.com"]
}

run "pages_and_api_have_one_address" {
  module {
    source = "../modules/amplify"
  }

  assert {
    condition     = output.url == "https://main.d1mock.amplifyapp.com"
    error_message = "The branch is the first label of the address."
  }

  assert {
    condition = contains(
      [for rule in aws_amplify_app.this.custom_rule : "${rule.source} -> ${rule.target} ${rule.status}"],
      "/v1/<*> -> https://mock.execute-api.eu-central-1.amazonaws.com/live/v1/<*> 200",
    )
    error_message = "The API answers below the pages, as itself and not by a redirection."
  }

  assert {
    condition     = contains([for rule in aws_amplify_app.this.custom_rule : "${rule.source} -> ${rule.target} ${rule.status}"], "</^\\/$/> -> /order/ 302")
    error_message = "The root leads to the app of customers."
  }

  assert {
    condition     = contains(output.callback_urls, "https://main.d1mock.amplifyapp.com/counter/signed-in") && contains(output.callback_urls, "https://main.d1mock.amplifyapp.com/order/silent.html") && toset(output.logout_urls) == toset([for app in ["order", "counter", "office"] : "https://main.d1mock.amplifyapp.com/${app}/"])
    error_message = "The sign-in sends people back into the app they came from."
  }
}

# A rule stands between </ and />; what is rewritten to the first page of an app is found here as Amplify would.
run "an_address_that_only_the_script_knows_is_the_apps_first_page" {
  module {
    source = "../modules/amplify"
  }

  assert {
    condition = alltrue([
      for address in ["/order/", "/order/orders/ord_1", "/order/l/mitte/menu", "/order/signed-in", "/order/a.b/c"] :
      length(regexall(trimsuffix(trimprefix(one([for rule in aws_amplify_app.this.custom_rule : rule.source if rule.target == "/order/index.html"]), "</"), "/>"), address)) == 1
    ])
    error_message = "A name without a dot is no file."
  }

  assert {
    condition = alltrue([
      for address in ["/order/assets/x.js", "/order/sw.js", "/order/silent.html", "/order/config.json", "/counter/l/mitte", "/orders", "/v1/orders/x"] :
      length(regexall(trimsuffix(trimprefix(one([for rule in aws_amplify_app.this.custom_rule : rule.source if rule.target == "/order/index.html"]), "</"), "/>"), address)) == 0
    ])
    error_message = "A name with a dot was meant to be a file, and another app is another."
  }
}

run "browsers_are_told_what_pages_may_do" {
  module {
    source = "../modules/amplify"
  }

  assert {
    condition = strcontains(
      one([for header in yamldecode(aws_amplify_app.this.custom_headers).customHeaders[0].headers : header.value if header.key == "Content-Security-Policy"]),
      "connect-src 'self' https://cognito-idp.eu-central-1.amazonaws.com https://comanda-test.auth.eu-central-1.amazoncognito.com;",
    )
    error_message = "Pages talk to their own address, to the issuer and to the sign-in, and to nobody else."
  }

  assert {
    condition = startswith(
      one([for header in yamldecode(aws_amplify_app.this.custom_headers).customHeaders[0].headers : header.value if header.key == "Content-Security-Policy"]),
      "default-src 'none'; script-src 'self'; style-src 'self'; ",
    )
    error_message = "Nothing inline, nothing evaluated."
  }

  assert {
    condition     = aws_amplify_branch.this.enable_auto_build == false
    error_message = "Pages are uploaded, never built from a repository."
  }
}
