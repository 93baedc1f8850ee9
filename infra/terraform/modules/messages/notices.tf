# What people are told: one topic, from which each subscriber takes what concerns it.

resource "aws_sns_topic" "notices" {
  name              = "${var.prefix}-notices"
  kms_master_key_id = var.kms_key_arn
}

resource "aws_sns_topic_policy" "notices" {
  arn = aws_sns_topic.notices.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "PublishOnlyFromThisAccount"
      Effect    = "Allow"
      Principal = { AWS = data.aws_caller_identity.this.account_id }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.notices.arn
    }]
  })
}

resource "aws_sns_topic_subscription" "email" {
  for_each = var.notices_to

  topic_arn     = aws_sns_topic.notices.arn
  protocol      = "email"
  endpoint      = each.key
  filter_policy = length(each.value) == 0 ? null : jsonencode({ audience = each.value })
}

resource "aws_sqs_queue" "read_back" {
  count = var.notices_read_back ? 1 : 0

  name              = "${var.prefix}-notices-read-back"
  kms_master_key_id = var.kms_key_arn
}

resource "aws_sqs_queue_policy" "read_back" {
  count = var.notices_read_back ? 1 : 0

  queue_url = aws_sqs_queue.read_back[0].url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Notices"
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.read_back[0].arn
        Condition = { ArnEquals = { "aws:SourceArn" = aws_sns_topic.notices.arn } }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "read_back" {
  count = var.notices_read_back ? 1 : 0

  topic_arn            = aws_sns_topic.notices.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.read_back[0].arn
  raw_message_delivery = false
}
