resource "aws_guardduty_detector" "this" {
  #checkov:skip=CKV2_AWS_3:It asks for a detector of a whole organisation; an instance lives in one account.
  count = var.detector ? 1 : 0

  enable                       = true
  finding_publishing_frequency = "FIFTEEN_MINUTES"
}

# What this blueprint has: buckets and functions. The others watch machines, clusters and databases, and are paid, too.
resource "aws_guardduty_detector_feature" "this" {
  for_each = var.detector ? toset(["S3_DATA_EVENTS", "LAMBDA_NETWORK_LOGS"]) : toset([])

  detector_id = aws_guardduty_detector.this[0].id
  name        = each.key
  status      = "ENABLED"
}

resource "aws_cloudwatch_event_rule" "findings" {
  name        = "${var.prefix}-findings"
  description = "What GuardDuty finds, to administrators."

  event_pattern = jsonencode({
    source        = ["aws.guardduty"]
    "detail-type" = ["GuardDuty Finding"]
    detail        = { severity = [{ numeric = [">=", var.severity_min] }] }
  })
}

resource "aws_cloudwatch_event_target" "findings" {
  rule      = aws_cloudwatch_event_rule.findings.name
  target_id = "administrators"
  arn       = aws_sns_topic.findings.arn

  input_transformer {
    input_paths    = { kind = "$.detail.type", severity = "$.detail.severity", about = "$.detail.description" }
    input_template = "\"GuardDuty found <kind>, severity <severity>: <about>\""
  }
}

resource "aws_sns_topic" "findings" {
  name              = "${var.prefix}-findings"
  kms_master_key_id = var.kms_key_arn
}

# EventBridge shows topics no conditions, so its statement can have none; only rules of this account know the topic.
resource "aws_sns_topic_policy" "findings" {
  arn = aws_sns_topic.findings.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Findings"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.findings.arn
    }]
  })
}

resource "aws_sns_topic_subscription" "email" {
  for_each = toset(var.emails)

  topic_arn = aws_sns_topic.findings.arn
  protocol  = "email"
  endpoint  = each.key
}
