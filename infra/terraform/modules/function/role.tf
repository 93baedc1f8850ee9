locals {
  statements = concat(
    [
      {
        sid       = "WriteItsOwnLog"
        actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        resources = ["${aws_cloudwatch_log_group.this.arn}:*"]
        condition = {}
      },
      {
        # X-Ray knows no resources: segments and rules belong to the account (its service authorisation table).
        sid       = "SendTraces"
        actions   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets"]
        resources = ["*"]
        condition = {}
      },
      {
        sid       = "ReadItsEnvironment"
        actions   = ["kms:Decrypt"]
        resources = [var.kms_key_arn]
        condition = { StringEquals = { "kms:EncryptionContext:aws:lambda:FunctionArn" = [local.arn] } }
      },
    ],
    var.queue == null ? [] : [
      {
        sid       = "ConsumeItsQueue"
        actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"]
        resources = [var.queue.arn]
        condition = {}
      },
      {
        sid       = "DecryptItsQueue"
        actions   = ["kms:Decrypt"]
        resources = [var.queue.kms_key_arn]
        condition = {}
      },
    ],
    var.stream == null ? [] : [
      {
        sid       = "ReadItsStream"
        actions   = ["dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"]
        resources = [var.stream.arn]
        condition = {}
      },
      {
        # To list the streams of a table the service asks for no narrower resource than the table's streams.
        sid       = "FindItsStream"
        actions   = ["dynamodb:ListStreams"]
        resources = [replace(var.stream.arn, "/[^/]+$/", "*")]
        condition = {}
      },
    ],
    [
      for failure in local.failures : {
        sid       = "NoteWhatWasGivenUp"
        actions   = ["sqs:SendMessage"]
        resources = [failure.arn]
        condition = {}
      }
    ],
    [
      for failure in local.failures : {
        sid       = "EncryptWhatWasGivenUp"
        actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
        resources = [failure.key]
        condition = {}
      }
    ],
    var.statements,
  )

  failures = concat(
    var.stream == null ? [] : [{ arn = var.stream.failure_arn, key = var.stream.failure_key }],
    var.failure_queue == null ? [] : [{ arn = var.failure_queue.arn, key = var.failure_queue.kms_key_arn }],
  )

  # Known before the function is made, so that its role can name it.
  arn = "arn:${data.aws_partition.this.partition}:lambda:${data.aws_region.this.name}:${data.aws_caller_identity.this.account_id}:function:${var.name}"
}

data "aws_caller_identity" "this" {}
data "aws_partition" "this" {}
data "aws_region" "this" {}

resource "aws_iam_role" "this" {
  name                 = var.name
  description          = var.description
  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyThisFunction"
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = "what-it-does"
  role = aws_iam_role.this.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for statement in local.statements : merge(
        {
          Sid      = statement.sid
          Effect   = "Allow"
          Action   = statement.actions
          Resource = statement.resources
        },
        length(statement.condition) == 0 ? {} : { Condition = statement.condition },
      )
    ]
  })
}
