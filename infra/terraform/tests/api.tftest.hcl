mock_provider "aws" {
  source = "./mocks"
}

variables {
  name          = "comanda-test"
  openapi       = "../../../contracts/openapi.json"
  user_pool_arn = "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_Mock"
  kms_key_arn   = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  function = {
    name       = "comanda-test-api"
    alias      = "live"
    invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:comanda-test-api:live/invocations"
  }
}

run "only_what_the_contract_calls_public_needs_no_token" {
  module {
    source = "../modules/api"
  }

  assert {
    condition = toset(output.public_operations) == setunion(
      toset(flatten([
        for path, methods in jsondecode(file(var.openapi)).paths : [
          for method, operation in methods : "${upper(method)} ${path}" if !can(operation.security[0])
        ]
      ])),
      toset([for path in var.public_pages : "GET ${path}"]),
    )
    error_message = "Public is what has no `security` in the contract, and the pages."
  }

  assert {
    condition     = alltrue([for operation in ["GET /v1/locations/{location}/menu", "POST /v1/quotes", "GET /health/live"] : contains(output.public_operations, operation)])
    error_message = "Menu, quotes and health are public."
  }

  assert {
    condition     = toset([for operation in output.public_operations : operation if strcontains(operation, "/orders") || strcontains(operation, "/workflows") || strcontains(operation, "/notifications")]) == toset(["GET /v1/orders/{order}/shared", "GET /v1/orders/{order}/shared/events"])
    error_message = "Of orders, workflows and notifications nothing is public but what the key of an order's link opens."
  }

  assert {
    condition     = aws_api_gateway_method.rest.authorization == "COGNITO_USER_POOLS" && aws_api_gateway_method.rest.http_method == "ANY" && toset(aws_api_gateway_method.rest.authorization_scopes) == toset(["openid"])
    error_message = "Everything else needs an access token of the pool."
  }

  assert {
    condition     = aws_api_gateway_resource.rest.path_part == "{proxy+}"
    error_message = "Everything else has one path."
  }
}

run "every_refusal_of_the_gateway_is_a_problem_with_a_page" {
  module {
    source = "../modules/api"
  }

  assert {
    condition     = alltrue([for response in aws_api_gateway_gateway_response.problem : fileexists("../../../docs/problems/${jsondecode(response.response_templates["application/json"]).code}.md")])
    error_message = "Each code has its page in docs/problems."
  }

  assert {
    condition = alltrue([
      for response in aws_api_gateway_gateway_response.problem :
      response.status_code == tostring(jsondecode(response.response_templates["application/json"]).status)
      && response.response_parameters["gatewayresponse.header.Content-Type"] == "'application/problem+json'"
    ])
    error_message = "The status in the document is the status of the answer."
  }

  assert {
    condition = alltrue([
      for response in aws_api_gateway_gateway_response.problem :
      strcontains(file("../../../docs/problems/${jsondecode(response.response_templates["application/json"]).code}.md"), "**Status:** ${response.status_code}")
    ])
    error_message = "The page of a code names the status it is answered with here."
  }
}

run "the_cache_never_mixes_answers_up" {
  module {
    source = "../modules/api"
  }

  variables {
    cache = { size_gb = "0.5", ttl_s = 30 }
  }

  assert {
    condition     = aws_api_gateway_stage.this.cache_cluster_enabled
    error_message = "The stage has a cache."
  }

  assert {
    condition     = toset(keys(aws_api_gateway_method_settings.cached)) == toset(["GET /v1/locations", "GET /v1/locations/{location}", "GET /v1/locations/{location}/menu"])
    error_message = "Only locations and menus are cached."
  }

  assert {
    condition = alltrue([
      for key in keys(aws_api_gateway_method_settings.cached) :
      contains(aws_api_gateway_integration.public[key].cache_key_parameters, "method.request.header.If-None-Match")
      && contains(aws_api_gateway_integration.public[key].cache_key_parameters, "method.request.header.Accept-Encoding")
      && (!strcontains(key, "{location}") || contains(aws_api_gateway_integration.public[key].cache_key_parameters, "method.request.path.location"))
    ])
    error_message = "An answer is kept for one location, one encoding and one entity tag."
  }

  assert {
    condition = alltrue(flatten([
      for key in keys(aws_api_gateway_method_settings.cached) : [
        for parameter in try(jsondecode(file(var.openapi)).paths[split(" ", key)[1]].get.parameters, []) :
        contains(aws_api_gateway_integration.public[key].cache_key_parameters, "method.request.querystring.${parameter.name}")
        if parameter.in == "query"
      ]
    ]))
    error_message = "Whatever a cached path is asked for in its query, such as a language, has an answer of its own."
  }

  assert {
    condition     = alltrue([for settings in aws_api_gateway_method_settings.cached : settings.settings[0].cache_data_encrypted && settings.settings[0].require_authorization_for_cache_control])
    error_message = "The cache is encrypted, and strangers cannot empty it."
  }

  assert {
    condition     = !aws_api_gateway_method_settings.all.settings[0].caching_enabled
    error_message = "Nothing else is cached."
  }
}
