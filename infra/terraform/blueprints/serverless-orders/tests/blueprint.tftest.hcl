mock_provider "aws" {
  source = "../../tests/mocks"
}

mock_provider "aws" {
  alias  = "global"
  source = "../../tests/mocks"
}

variables {
  region    = "eu-central-1"
  prefix    = "comanda-test"
  buckets   = "comanda-test"
  alarms_to = ["alarms@example.com"]
  zips      = "../../tests/zips"
  sign_in   = { domain_prefix = "comanda-test" }
  locations = ["loc_demo-cafe"]
  cache     = { size_gb = "0.5", ttl_s = 30 }
  domain    = { name = "order.example.com", zone_id = "Z0000000000000000000" }
}

# A firewall takes the provider ten seconds of work each time it is looked at; its module has a test of its own.
override_module {
  target  = module.edge_firewall
  outputs = { arn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/mock/00000000-0000-0000-0000-000000000000", name = "comanda-test-edge" }
}

override_module {
  target  = module.api_firewall
  outputs = { arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/mock/00000000-0000-0000-0000-000000000000", name = "comanda-test-api" }
}

run "on_aws_nothing_is_left_out" {
  assert {
    condition     = length(output.left_out) == 0
    error_message = "AWS can do everything."
  }

  assert {
    condition     = output.read_back == null
    error_message = "Only tests read notices back."
  }

  assert {
    condition     = output.site == "https://order.example.com"
    error_message = "The site has its own domain."
  }

  assert {
    condition     = alltrue([for queue in jsondecode(file("../../../../contracts/wiring.json")).queues : contains(output.alarms, "comanda-test-dead-letters-${queue}") && contains(output.alarms, "comanda-test-waiting-${queue}")])
    error_message = "Each queue raises an alarm for dead letters and for late ones."
  }

  assert {
    condition     = alltrue([for alarm in ["api-failing", "api-slow", "workflows-failed", "workflows-timed-out", "outbox-waiting", "given-up", "tables-throttled", "orders-stand-still"] : contains(output.alarms, "comanda-test-${alarm}")])
    error_message = "Each question has its alarm."
  }

  assert {
    condition     = module.watch.topic_arn != "" && strcontains(output.next, "admin-add-user-to-group")
    error_message = "The output says what to do next."
  }
}

run "the_apps_stand_where_people_sign_in_to_them" {
  variables {
    apps  = "../../tests/web"
    brand = { name = "Café Aroma" }
  }

  assert {
    condition     = contains(module.site.callback_urls, "https://order.example.com/order/signed-in") && contains(module.site.logout_urls, "https://order.example.com/office/")
    error_message = "The sign-in knows the apps."
  }

  assert {
    condition     = contains(module.site.files, "order/config.json") && contains(module.site.files, "order/index.html") && module.sign_in.issuer_origin == "https://cognito-idp.eu-central-1.amazonaws.com"
    error_message = "Each app is told who signs in."
  }
}

run "only_a_stand_in_may_leave_something_out" {
  command = plan

  variables {
    stand_in_cannot = { x-ray = "no X-Ray" }
  }

  expect_failures = [var.stand_in_cannot]
}

run "only_known_things_can_be_left_out" {
  command = plan

  variables {
    stand_in        = "http://127.0.0.1:4566"
    stand_in_cannot = { encryption = "too slow" }
  }

  expect_failures = [var.stand_in_cannot]
}
