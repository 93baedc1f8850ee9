# Which paths there are, and who may call them, follows from contracts/openapi.json.
#
# Only what is public gets a method of its own, without an authorizer. Every other method of such a path, and every other
# path (`{proxy+}`), asks for a token. So a new operation is closed until the contract says that it is public, and needs no
# change here.

locals {
  openapi = jsondecode(file(var.openapi))

  public = merge(
    merge([
      for path, methods in local.openapi.paths : {
        for method, operation in methods :
        "${upper(method)} ${path}" => { method = upper(method), path = path }
        if length(try(operation.security, [])) == 0
      }
    ]...),
    { for path in var.public_pages : "GET ${path}" => { method = "GET", path = path } },
  )

  # Every folder on the way to a public path: /v1, /v1/locations, /v1/locations/{location} …
  nodes = toset(flatten([
    for operation in local.public : [
      for depth in range(1, length(split("/", operation.path))) :
      join("/", slice(split("/", operation.path), 0, depth + 1))
    ] if operation.path != "/"
  ]))

  # Terraform makes a resource below one of its own kind only from another block, so there is a block for each depth.
  at_depth = { for depth in range(1, 7) : depth => toset([for node in local.nodes : node if length(split("/", node)) == depth + 1]) }
  parent   = { for node in local.nodes : node => join("/", slice(split("/", node), 0, length(split("/", node)) - 1)) }

  resource_ids = merge(
    { "/" = aws_api_gateway_rest_api.this.root_resource_id },
    { for path, resource in aws_api_gateway_resource.first : path => resource.id },
    { for path, resource in aws_api_gateway_resource.second : path => resource.id },
    { for path, resource in aws_api_gateway_resource.third : path => resource.id },
    { for path, resource in aws_api_gateway_resource.fourth : path => resource.id },
    { for path, resource in aws_api_gateway_resource.fifth : path => resource.id },
  )
}

resource "aws_api_gateway_resource" "first" {
  for_each = local.at_depth[1]

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = basename(each.key)
}

resource "aws_api_gateway_resource" "second" {
  for_each = local.at_depth[2]

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.first[local.parent[each.key]].id
  path_part   = basename(each.key)
}

resource "aws_api_gateway_resource" "third" {
  for_each = local.at_depth[3]

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.second[local.parent[each.key]].id
  path_part   = basename(each.key)
}

resource "aws_api_gateway_resource" "fourth" {
  for_each = local.at_depth[4]

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.third[local.parent[each.key]].id
  path_part   = basename(each.key)
}

resource "aws_api_gateway_resource" "fifth" {
  for_each = local.at_depth[5]

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.fourth[local.parent[each.key]].id
  path_part   = basename(each.key)

  lifecycle {
    precondition {
      condition     = length(local.at_depth[6]) == 0
      error_message = "A public path of more than five parts needs another block here: ${join(", ", local.at_depth[6])}."
    }
  }
}

resource "aws_api_gateway_resource" "rest" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = "{proxy+}"
}
