data "aws_caller_identity" "this" {}
data "aws_region" "this" {}

locals {
  region = data.aws_region.this.name
}

# One place for everything that needs a person.
resource "aws_sns_topic" "alarms" {
  name              = "${var.prefix}-alarms"
  kms_master_key_id = var.kms_key_arn
}

resource "aws_sns_topic_policy" "alarms" {
  arn = aws_sns_topic.alarms.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AlarmsAndBudgetsOfThisAccount"
      Effect    = "Allow"
      Principal = { Service = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"] }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.alarms.arn
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.this.account_id } }
    }]
  })
}

resource "aws_sns_topic_subscription" "email" {
  for_each = toset(var.emails)

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.key
}

# Traces of calls that failed or were slow, found without knowing where to look.
resource "aws_xray_group" "trouble" {
  count = contains(var.cannot, "x-ray") ? 0 : 1

  group_name        = "${var.prefix}-trouble"
  filter_expression = "service(\"${var.prefix}-api\") { fault = true OR error = true OR responsetime > ${var.limits.p99_ms / 1000} }"

  insights_configuration {
    insights_enabled      = true
    notifications_enabled = false
  }
}

# Every order is traced at first (one call a second), and a twentieth of what comes beyond.
resource "aws_xray_sampling_rule" "this" {
  count = contains(var.cannot, "x-ray") ? 0 : 1

  rule_name      = substr("${var.prefix}-calls", 0, 32)
  priority       = 1000
  version        = 1
  reservoir_size = 1
  fixed_rate     = 0.05
  service_name   = "${var.prefix}-*"
  service_type   = "*"
  host           = "*"
  http_method    = "*"
  url_path       = "*"
  resource_arn   = "*"
}
