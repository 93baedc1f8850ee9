# What an account has once, whatever number of instances it holds.

# API Gateway writes the logs of every API with one role.
resource "aws_iam_role" "api_gateway" {
  count = var.api_gateway_logs ? 1 : 0

  name        = "comanda-api-gateway-logs"
  description = "Lets API Gateway write the logs of this account's APIs."

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyForThisAccount"
      Effect    = "Allow"
      Principal = { Service = "apigateway.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "api_gateway" {
  count = var.api_gateway_logs ? 1 : 0

  role       = aws_iam_role.api_gateway[0].name
  policy_arn = "arn:${data.aws_partition.this.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
}

resource "aws_api_gateway_account" "this" {
  count = var.api_gateway_logs ? 1 : 0

  cloudwatch_role_arn = aws_iam_role.api_gateway[0].arn

  depends_on = [aws_iam_role_policy_attachment.api_gateway]
}

# GitHub Actions sign in with a token of their own and hold no key of ours. AWS checks the certificate by its own list
# of authorities, so no thumbprint is needed.
resource "aws_iam_openid_connect_provider" "github" {
  count = var.repository != null && var.github_provider_arn == null ? 1 : 0

  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

module "deployer" {
  source   = "../modules/deployer"
  for_each = var.repository == null ? {} : var.instances

  prefix            = each.key
  oidc_provider_arn = coalesce(var.github_provider_arn, one(aws_iam_openid_connect_provider.github[*].arn))
  repository        = var.repository
  environment       = each.value

  state = {
    bucket_arn  = aws_s3_bucket.state.arn
    kms_key_arn = aws_kms_key.state.arn
    path        = "${each.key}/terraform.tfstate"
  }
}
