data "aws_caller_identity" "this" {}
data "aws_partition" "this" {}
data "aws_region" "this" {}

locals {
  account   = data.aws_caller_identity.this.account_id
  partition = data.aws_partition.this.partition
  region    = data.aws_region.this.name

  # In a key's policy the resource `*` is this one key, and nothing else can be written there.
  this_key = "*"

  # Without this statement nobody can change the key any more, not even its owner. It hands the decision
  # to the IAM policies of this account; by itself it lets nobody in but the account.
  owner = {
    Sid       = "TheAccountDecidesByItsPolicies"
    Effect    = "Allow"
    Principal = { AWS = "arn:${local.partition}:iam::${local.account}:root" }
    Action    = "kms:*"
    Resource  = local.this_key
  }
}

resource "aws_kms_key" "data" {
  description             = "${var.prefix}: what is kept"
  enable_key_rotation     = true
  deletion_window_in_days = var.deletion_window_days

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      local.owner,
      {
        Sid       = "LogGroupsOfThisInstance"
        Effect    = "Allow"
        Principal = { Service = "logs.${local.region}.amazonaws.com" }
        Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:DescribeKey"]
        Resource  = local.this_key
        Condition = {
          ArnLike = {
            "kms:EncryptionContext:aws:logs:arn" = [
              for name in ["/aws/lambda/${var.prefix}-*", "/aws/states/${var.prefix}-*", "/aws/api/${var.prefix}", "aws-waf-logs-${var.prefix}-*"] :
              "arn:${local.partition}:logs:${local.region}:${local.account}:log-group:${name}"
            ]
          }
        }
      },
    ]
  })
}

resource "aws_kms_alias" "data" {
  name          = "alias/${var.prefix}-data"
  target_key_id = aws_kms_key.data.key_id
}

resource "aws_kms_key" "messages" {
  description             = "${var.prefix}: what is on its way"
  enable_key_rotation     = true
  deletion_window_in_days = var.deletion_window_days

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      local.owner,
      {
        # Topics put messages into queues, alarms and budgets put them into topics.
        Sid       = "ServicesThatSend"
        Effect    = "Allow"
        Principal = { Service = ["sns.amazonaws.com", "cloudwatch.amazonaws.com", "budgets.amazonaws.com"] }
        Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
        Resource  = local.this_key
        Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
      },
      {
        # EventBridge shows the key no conditions, so its statement can have none: findings, into their topic.
        Sid       = "RulesThatSend"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
        Resource  = local.this_key
      },
    ]
  })
}

resource "aws_kms_alias" "messages" {
  name          = "alias/${var.prefix}-messages"
  target_key_id = aws_kms_key.messages.key_id
}
