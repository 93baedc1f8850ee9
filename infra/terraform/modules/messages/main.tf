data "aws_caller_identity" "this" {}

locals {
  # Four days more than the weekend on which nobody looked.
  retention_s = 14 * 24 * 3600

  # By queue: the events it hears. A queue that hears none (products, notify) is sent to by the workflow alone.
  heard = {
    for queue in var.queues :
    queue => [for topic in var.topics : topic.topic if contains(topic.queues, queue)]
  }
}

# ---- Queues: SQS FIFO, one for each service that consumes (docs/adr/0002) ----

resource "aws_sqs_queue" "this" {
  for_each = toset(var.queues)

  name                       = "${var.prefix}-${each.key}.fifo"
  fifo_queue                 = true
  visibility_timeout_seconds = var.visibility_timeout_s
  message_retention_seconds  = local.retention_s
  receive_wait_time_seconds  = 20
  kms_master_key_id          = var.kms_key_arn

  # Order is promised within a group, so limits and de-duplication are those of a group, too.
  deduplication_scope   = "messageGroup"
  fifo_throughput_limit = "perMessageGroupId"

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead[each.key].arn
    maxReceiveCount     = var.receives_max
  })
}

resource "aws_sqs_queue" "dead" {
  for_each = toset(var.queues)

  name                      = "${var.prefix}-${each.key}-dead.fifo"
  fifo_queue                = true
  message_retention_seconds = local.retention_s
  kms_master_key_id         = var.kms_key_arn
  deduplication_scope       = "messageGroup"
  fifo_throughput_limit     = "perMessageGroupId"
}

resource "aws_sqs_queue_redrive_allow_policy" "dead" {
  for_each = toset(var.queues)

  queue_url = aws_sqs_queue.dead[each.key].url
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.this[each.key].arn]
  })
}

# The policies let the topic in. The relay, the workflow and whoever redrives dead letters are roles of this account
# and need no mention: their own policies decide.
resource "aws_sqs_queue_policy" "this" {
  for_each = { for name, queue in local.guarded : name => queue if queue.hears || var.refuse_plaintext }

  queue_url = each.value.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for statement in [
        {
          Sid    = "OnlyEncryptedConnections"
          Effect = "Deny"
          # Denied to everybody: a star in a refusal opens nothing.
          Principal = "*"
          Action    = "sqs:SendMessage"
          Resource  = each.value.arn
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        },
        {
          Sid       = "Events"
          Effect    = "Allow"
          Principal = { Service = "sns.amazonaws.com" }
          Action    = "sqs:SendMessage"
          Resource  = each.value.arn
          Condition = { ArnEquals = { "aws:SourceArn" = aws_sns_topic.events.arn } }
        },
      ] : statement if statement.Effect == "Deny" ? var.refuse_plaintext : each.value.hears
    ]
  })
}

locals {
  guarded = merge(
    { for name, queue in aws_sqs_queue.this : name => { url = queue.url, arn = queue.arn, hears = length(local.heard[name]) > 0 } },
    { for name, queue in aws_sqs_queue.dead : "${name}-dead" => { url = queue.url, arn = queue.arn, hears = length(local.heard[name]) > 0 } },
  )
}

# ---- Events: one FIFO topic, from which each queue takes what it hears ----

resource "aws_sns_topic" "events" {
  name                        = "${var.prefix}-events.fifo"
  fifo_topic                  = true
  content_based_deduplication = false
  kms_master_key_id           = var.kms_key_arn
}

resource "aws_sns_topic_subscription" "events" {
  for_each = { for queue, topics in local.heard : queue => topics if length(topics) > 0 }

  topic_arn            = aws_sns_topic.events.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.this[each.key].arn
  raw_message_delivery = true
  filter_policy_scope  = "MessageAttributes"
  filter_policy        = jsonencode({ topic = each.value })

  # What cannot be put into the queue (a key that is disabled, say) waits beside it.
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead[each.key].arn })
}
