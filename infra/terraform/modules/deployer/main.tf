data "aws_caller_identity" "this" {}
data "aws_partition" "this" {}
data "aws_region" "this" {}

locals {
  account   = data.aws_caller_identity.this.account_id
  partition = data.aws_partition.this.partition
  region    = data.aws_region.this.name
  arn       = "arn:${local.partition}"
  issuer    = "token.actions.githubusercontent.com"
}

# Only a run that the environment's reviewers let through may take the role; a pull request or another repository not.
resource "aws_iam_role" "this" {
  name                 = "${var.prefix}-deployer"
  description          = "Deploys ${var.prefix} from GitHub Actions of ${var.repository}."
  max_session_duration = 3600

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyTheApprovedEnvironment"
      Effect    = "Allow"
      Principal = { Federated = var.oidc_provider_arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals = {
          "${local.issuer}:aud" = "sts.amazonaws.com"
          "${local.issuer}:sub" = "repo:${var.repository}:environment:${var.environment}"
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "state" {
  name = "state"
  role = aws_iam_role.this.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "FindItsState"
        Effect    = "Allow"
        Action    = ["s3:ListBucket"]
        Resource  = [var.state.bucket_arn]
        Condition = { StringLike = { "s3:prefix" = ["${var.state.path}*"] } }
      },
      {
        Sid      = "KeepItsState"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject"]
        Resource = ["${var.state.bucket_arn}/${var.state.path}"]
      },
      {
        Sid      = "LockItsState"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
        Resource = ["${var.state.bucket_arn}/${var.state.path}.tflock"]
      },
      {
        Sid      = "EncryptItsState"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = [var.state.kms_key_arn]
      },
    ]
  })
}
