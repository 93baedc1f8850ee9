data "aws_caller_identity" "this" {}
data "aws_partition" "this" {}
data "aws_region" "this" {}

locals {
  collections = jsondecode(file("${var.contracts}/collections.json")).collections
  wiring      = jsondecode(file("${var.contracts}/wiring.json"))

  account   = data.aws_caller_identity.this.account_id
  partition = data.aws_partition.this.partition
  region    = data.aws_region.this.name

  # The workflow names the functions and the functions name the workflow, so its ARN is written down here.
  workflow_name = "${var.prefix}-order-fulfilment"
  workflow_arn  = "arn:${local.partition}:states:${local.region}:${local.account}:stateMachine:${local.workflow_name}"

  # In the definition every placeholder stands for a function, but for those that end in `_queue`.
  placeholders      = toset(flatten(regexall("\\$\\{(\\w+)\\}", file(var.definition_file))))
  task_placeholders = [for name in local.placeholders : name if !endswith(name, "_queue")]
}

module "records" {
  source = "../records"

  prefix              = var.prefix
  collections         = local.collections
  kms_key_arn         = var.keys.data
  deletion_protection = var.deletion_protection
}

module "messages" {
  source = "../messages"

  prefix               = var.prefix
  queues               = local.wiring.queues
  topics               = local.wiring.topics
  kms_key_arn          = var.keys.messages
  visibility_timeout_s = 6 * local.worker_timeout_s
  notices_to           = var.notices_to
  notices_read_back    = var.notices_read_back
  refuse_plaintext     = var.refuse_plaintext
}

module "workflow" {
  source = "../workflow"

  name                     = local.workflow_name
  definition_file          = var.definition_file
  functions                = { for name in local.task_placeholders : name => module.tasks.alias_arn }
  queues                   = { for queue in local.wiring.queues : "${queue}_queue" => module.messages.queues[queue] if contains(local.placeholders, "${queue}_queue") }
  queues_kms_key_arn       = var.keys.messages
  kms_key_arn              = var.keys.data
  permissions_boundary_arn = var.permissions_boundary_arn
  log_retention_days       = var.log_retention_days
}

# What the relay and the clock gave up on, so that somebody can look.
resource "aws_sqs_queue" "failures" {
  name                      = "${var.prefix}-failures"
  message_retention_seconds = 14 * 24 * 3600
  kms_master_key_id         = var.keys.messages
}

resource "aws_sqs_queue_policy" "failures" {
  count = var.refuse_plaintext ? 1 : 0

  queue_url = aws_sqs_queue.failures.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "OnlyEncryptedConnections"
      Effect = "Deny"
      # Denied to everybody: a star in a refusal opens nothing.
      Principal = "*"
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.failures.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
