locals {
  # What a public path depends on. The cache keeps one answer for each of these, so that a compressed answer, or one that
  # says "not modified", is given only to who asked for it.
  path_parameters = {
    for key, operation in local.public :
    key => [for name in flatten(regexall("\\{(\\w+)\\}", operation.path)) : "method.request.path.${name}"]
  }
  cached = {
    for key, operation in local.public :
    key => var.cache != null && operation.method == "GET" && contains(var.cached_paths, operation.path)
  }
  cache_keys = [
    "method.request.querystring.limit", "method.request.querystring.after", "method.request.querystring.language",
    "method.request.header.If-None-Match", "method.request.header.Accept-Encoding",
  ]
}

resource "aws_api_gateway_method" "public" {
  #checkov:skip=CKV_AWS_59:The contract says that these operations are public: the menu, quotes, pages, health.
  #checkov:skip=CKV2_AWS_53:The function checks every request against its schema, strictly; a second copy here would drift.
  for_each = local.public

  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = local.resource_ids[each.value.path]
  http_method   = each.value.method
  authorization = "NONE"

  request_parameters = merge(
    { for name in local.path_parameters[each.key] : name => true },
    local.cached[each.key] ? { for name in local.cache_keys : name => false } : {},
  )
}

resource "aws_api_gateway_integration" "public" {
  for_each = local.public

  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = aws_api_gateway_method.public[each.key].resource_id
  http_method             = each.value.method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = var.function.invoke_arn

  cache_key_parameters = local.cached[each.key] ? concat(local.path_parameters[each.key], local.cache_keys) : []
}

# Below and beside what is public everything asks for a token, too. `{proxy+}` would not do for these: a path that has a
# resource of its own need not fall back to it.
resource "aws_api_gateway_method" "other" {
  #checkov:skip=CKV2_AWS_53:The function checks every request against its schema, strictly; a second copy here would drift.
  for_each = local.nodes

  rest_api_id          = aws_api_gateway_rest_api.this.id
  resource_id          = local.resource_ids[each.key]
  http_method          = "ANY"
  authorization        = "COGNITO_USER_POOLS"
  authorizer_id        = aws_api_gateway_authorizer.token.id
  authorization_scopes = var.scopes
}

resource "aws_api_gateway_integration" "other" {
  for_each = local.nodes

  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = aws_api_gateway_method.other[each.key].resource_id
  http_method             = "ANY"
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = var.function.invoke_arn
}

resource "aws_api_gateway_method" "rest" {
  #checkov:skip=CKV2_AWS_53:The function checks every request against its schema, strictly; a second copy here would drift.
  rest_api_id          = aws_api_gateway_rest_api.this.id
  resource_id          = aws_api_gateway_resource.rest.id
  http_method          = "ANY"
  authorization        = "COGNITO_USER_POOLS"
  authorizer_id        = aws_api_gateway_authorizer.token.id
  authorization_scopes = var.scopes

  request_parameters = { "method.request.path.proxy" = true }
}

resource "aws_api_gateway_integration" "rest" {
  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = aws_api_gateway_resource.rest.id
  http_method             = aws_api_gateway_method.rest.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = var.function.invoke_arn
}

# Tokens are checked here so that a stranger costs no invocation, and by the function again.
resource "aws_api_gateway_authorizer" "token" {
  name            = "token"
  rest_api_id     = aws_api_gateway_rest_api.this.id
  type            = "COGNITO_USER_POOLS"
  provider_arns   = [var.user_pool_arn]
  identity_source = "method.request.header.Authorization"
}

resource "aws_lambda_permission" "api" {
  statement_id  = "api-${aws_api_gateway_rest_api.this.id}"
  action        = "lambda:InvokeFunction"
  function_name = var.function.name
  qualifier     = var.function.alias
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.this.execution_arn}/${var.stage}/*"
}
