# Whoever can make roles can make one that may do everything. So this role may only make roles that carry the
# boundary, and the boundary lets them do no more than what the functions of an instance do.
resource "aws_iam_policy" "boundary" {
  #checkov:skip=CKV_AWS_290:A boundary grants nothing: it is the most that the policies of a role can grant.
  #checkov:skip=CKV_AWS_355:As above; the narrow resources stand in the policy of each role.
  #checkov:skip=CKV_AWS_289:As above; no action here changes permissions.
  #checkov:skip=CKV_AWS_288:As above.
  name        = "${var.prefix}-boundary"
  description = "The most that any role of ${var.prefix} may do."

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "OnlyThisInstance"
        Effect = "Allow"
        Action = [
          "dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:DescribeStream",
          "dynamodb:ExportTableToPointInTime", "dynamodb:GetItem", "dynamodb:GetRecords", "dynamodb:GetShardIterator",
          "dynamodb:ListStreams", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:UpdateItem",
          "lambda:InvokeFunction", "sns:Publish",
          "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl",
          "sqs:ReceiveMessage", "sqs:SendMessage",
          "states:DescribeExecution", "states:DescribeStateMachine", "states:DescribeStateMachineForExecution",
          "states:GetExecutionHistory", "states:ListExecutions",
          "states:RedriveExecution", "states:SendTaskFailure", "states:SendTaskHeartbeat", "states:SendTaskSuccess",
          "states:StartExecution", "states:StopExecution",
          "logs:CreateLogStream", "logs:PutLogEvents",
        ]
        Resource = [
          "${local.arn}:dynamodb:${local.region}:${local.account}:table/${var.prefix}-*",
          "${local.arn}:lambda:${local.region}:${local.account}:function:${var.prefix}-*",
          "${local.arn}:sns:${local.region}:${local.account}:${var.prefix}-*",
          "${local.arn}:sqs:${local.region}:${local.account}:${var.prefix}-*",
          "${local.arn}:states:${local.region}:${local.account}:*:${var.prefix}-*",
          "${local.arn}:logs:${local.region}:${local.account}:log-group:/aws/lambda/${var.prefix}-*",
        ]
      },
      {
        # Keys, buckets and sending addresses have no name of ours in their ARN that could be listed here.
        Sid       = "OnlyThisAccount"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey", "s3:AbortMultipartUpload", "s3:PutObject", "ses:SendEmail"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:ResourceAccount" = local.account } }
      },
      {
        # These take no resource: X-Ray has none, and the log delivery of Step Functions is an API without one.
        Sid    = "WhatTakesNoResource"
        Effect = "Allow"
        Action = [
          "xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets",
          "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery",
          "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
        ]
        Resource = "*"
      },
    ]
  })
}
