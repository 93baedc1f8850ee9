# What API Gateway refuses by itself looks like every other refusal: a problem document (RFC 9457) with a code of ours,
# which has a page in docs/problems.
locals {
  problems = {
    UNAUTHORIZED                   = { status = 401, code = "api.unauthenticated", detail = "Sign in first: send Authorization: Bearer with an access token." }
    EXPIRED_TOKEN                  = { status = 401, code = "api.expired-token", detail = "The token has expired; sign in again." }
    INVALID_SIGNATURE              = { status = 401, code = "api.invalid-token", detail = "The token is not valid here." }
    INVALID_API_KEY                = { status = 401, code = "api.invalid-token", detail = "The token is not valid here." }
    ACCESS_DENIED                  = { status = 403, code = "api.forbidden", detail = "The token does not allow this." }
    WAF_FILTERED                   = { status = 403, code = "api.forbidden", detail = "A rule of the firewall turned the request away." }
    MISSING_AUTHENTICATION_TOKEN   = { status = 404, code = "api.not-found", detail = "There is nothing here." }
    RESOURCE_NOT_FOUND             = { status = 404, code = "api.not-found", detail = "There is nothing here." }
    REQUEST_TOO_LARGE              = { status = 413, code = "api.body-too-large", detail = "The body is larger than 10 MB." }
    UNSUPPORTED_MEDIA_TYPE         = { status = 415, code = "api.not-json", detail = "The body must be JSON: send Content-Type: application/json." }
    BAD_REQUEST_BODY               = { status = 400, code = "api.bad-request", detail = "The body is not understood." }
    BAD_REQUEST_PARAMETERS         = { status = 400, code = "api.bad-request", detail = "A parameter is missing or not understood." }
    DEFAULT_4XX                    = { status = 400, code = "api.bad-request", detail = "The request is not understood." }
    THROTTLED                      = { status = 503, code = "api.overloaded", detail = "The server is busy; try again in a moment." }
    QUOTA_EXCEEDED                 = { status = 503, code = "api.overloaded", detail = "The server is busy; try again in a moment." }
    INTEGRATION_TIMEOUT            = { status = 503, code = "api.timed-out", detail = "The request took too long. Sent again with the same idempotency key, it is done once." }
    AUTHORIZER_FAILURE             = { status = 503, code = "api.overloaded", detail = "Tokens cannot be checked at the moment; try again." }
    INTEGRATION_FAILURE            = { status = 500, code = "api.internal", detail = "Something went wrong on our side. Please tell us the request id." }
    API_CONFIGURATION_ERROR        = { status = 500, code = "api.internal", detail = "Something went wrong on our side. Please tell us the request id." }
    AUTHORIZER_CONFIGURATION_ERROR = { status = 500, code = "api.internal", detail = "Something went wrong on our side. Please tell us the request id." }
    DEFAULT_5XX                    = { status = 500, code = "api.internal", detail = "Something went wrong on our side. Please tell us the request id." }
  }

  # As the program words it: `api.body-too-large` is "Body too large".
  words  = { for kind, problem in local.problems : kind => replace(split(".", problem.code)[1], "-", " ") }
  titles = { for kind, words in local.words : kind => "${upper(substr(words, 0, 1))}${substr(words, 1, -1)}" }
}

resource "aws_api_gateway_gateway_response" "problem" {
  for_each = local.problems

  rest_api_id   = aws_api_gateway_rest_api.this.id
  response_type = each.key
  status_code   = each.value.status

  response_parameters = merge(
    {
      "gatewayresponse.header.Content-Type"  = "'application/problem+json'"
      "gatewayresponse.header.Cache-Control" = "'no-store'"
    },
    each.value.status == 401 ? { "gatewayresponse.header.WWW-Authenticate" = "'Bearer'" } : {},
    each.value.status == 503 ? { "gatewayresponse.header.Retry-After" = "'1'" } : {},
  )

  # The template that is taken when the caller accepts nothing else; the header above names the real type.
  response_templates = {
    "application/json" = jsonencode({
      type       = "/problems/${each.value.code}"
      title      = local.titles[each.key]
      status     = each.value.status
      code       = each.value.code
      detail     = each.value.detail
      request_id = "$context.requestId"
    })
  }
}
