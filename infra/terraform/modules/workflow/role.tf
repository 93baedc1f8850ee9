locals {
  functions = distinct(values(var.functions))

  statements = concat(
    [
      {
        sid       = "PerformTasks"
        actions   = ["lambda:InvokeFunction"]
        resources = local.functions
      },
      {
        # Step Functions delivers its log through an API of CloudWatch Logs that takes no resource.
        sid = "DeliverItsLog"
        actions = [
          "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery",
          "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
        ]
        resources = ["*"]
      },
      {
        # X-Ray knows no resources: segments and rules belong to the account.
        sid       = "SendTraces"
        actions   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets"]
        resources = ["*"]
      },
    ],
    length(var.queues) == 0 ? [] : [
      {
        sid       = "AskOtherServices"
        actions   = ["sqs:SendMessage"]
        resources = [for queue in var.queues : queue.arn]
      },
      {
        sid       = "EncryptWhatItAsks"
        actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
        resources = [var.queues_kms_key_arn]
      },
    ],
  )
}

resource "aws_iam_role" "this" {
  name                 = var.name
  description          = "What the state machine ${var.name} may do."
  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyThisMachine"
      Effect    = "Allow"
      Principal = { Service = "states.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.this.account_id }
        ArnLike = {
          "aws:SourceArn" = "arn:${data.aws_partition.this.partition}:states:${data.aws_region.this.name}:${data.aws_caller_identity.this.account_id}:stateMachine:${var.name}"
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = "what-it-does"
  role = aws_iam_role.this.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for statement in local.statements : {
        Sid      = statement.sid
        Effect   = "Allow"
        Action   = statement.actions
        Resource = statement.resources
      }
    ]
  })
}
