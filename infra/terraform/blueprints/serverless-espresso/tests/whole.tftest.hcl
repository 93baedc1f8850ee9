# The whole blueprint as it is on AWS, with what no stand-in has. Nobody is asked: the provider is mocked.
mock_provider "aws" {
  source = "../../tests/mocks"

  mock_resource "aws_amplify_app" {
    defaults = { id = "d1mock", default_domain = "d1mock.amplifyapp.com" }
  }
}

variables {
  region    = "eu-central-1"
  prefix    = "comanda-test"
  buckets   = "comanda-test"
  zips      = "../../tests/zips"
  locations = ["loc_bar"]
  sign_in   = { domain_prefix = "comanda-test" }

  tell = {
    customers      = ["guests@example.com"]
    baristas       = ["bar@example.com", "both@example.com"]
    administrators = ["admin@example.com", "both@example.com"]
  }
}

run "nothing_is_left_out_on_aws_and_each_audience_is_told" {
  assert {
    condition     = length(output.left_out) == 0 && output.site == "https://main.d1mock.amplifyapp.com" && output.topics.findings != null
    error_message = "Amplify and GuardDuty are there."
  }

  assert {
    condition     = contains(module.pages[0].callback_urls, "https://main.d1mock.amplifyapp.com/order/signed-in")
    error_message = "The sign-in sends people back to the apps."
  }

  assert {
    condition = jsonencode(local.notices_to) == jsonencode({
      "guests@example.com" = ["customer"]
      "bar@example.com"    = ["staff"]
      "both@example.com"   = ["admin", "staff"]
      "admin@example.com"  = ["admin"]
    })
    error_message = "An address has one subscription, with all the audiences it belongs to."
  }
}

run "the_apps_are_told_who_signs_in_and_how_the_bar_looks" {
  variables {
    brand = { name = "Conference Bar", accent = "#8f3f14" }
  }

  assert {
    condition = jsondecode(output.app_config) == {
      api       = ""
      issuer    = module.sign_in.issuer
      client_id = module.sign_in.client_id
      scope     = "openid profile email"
      brand     = { name = "Conference Bar", accent = "#8f3f14" }
    }
    error_message = "What is not there is left out."
  }
}

run "only_a_stand_in_may_lack_something" {
  command = plan

  variables {
    stand_in_cannot = { amplify = "no Amplify" }
  }

  expect_failures = [var.stand_in_cannot]
}
