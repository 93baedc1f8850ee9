mock_provider "aws" {
  source = "./mocks"

  mock_resource "aws_amplify_app" {
    defaults = { id = "d1mock", default_domain = "d1mock.amplifyapp.com" }
  }
}

variables {
  name        = "comanda-test"
  api         = { domain = "mock.execute-api.eu-central-1.amazonaws.com", path = "/live" }
  connects_to = ["https://comanda-test.auth.eu-central-1.amazoncognito.com"]
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
    condition     = reverse(aws_amplify_app.this.custom_rule)[0].target == "/index.html"
    error_message = "What is no file and no call is the page, and this rule is the last."
  }
}

run "browsers_are_told_what_pages_may_do" {
  module {
    source = "../modules/amplify"
  }

  assert {
    condition = strcontains(
      one([for header in yamldecode(aws_amplify_app.this.custom_headers).customHeaders[0].headers : header.value if header.key == "Content-Security-Policy"]),
      "connect-src 'self' https://comanda-test.auth.eu-central-1.amazoncognito.com;",
    )
    error_message = "Pages talk to their own address and to the sign-in, and to nobody else."
  }

  assert {
    condition     = aws_amplify_branch.this.enable_auto_build == false
    error_message = "Pages are uploaded, never built from a repository."
  }
}
