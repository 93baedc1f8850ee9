data "aws_caller_identity" "this" {}
data "aws_partition" "this" {}
data "aws_region" "this" {}

resource "aws_scheduler_schedule_group" "this" {
  name = var.prefix
}

resource "aws_scheduler_schedule" "this" {
  #checkov:skip=CKV_AWS_297:The input is the name of a job, which is in this file; there is nothing to encrypt.
  for_each = var.jobs

  name                = each.key
  group_name          = aws_scheduler_schedule_group.this.name
  schedule_expression = each.value

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = var.function_alias_arn
    role_arn = aws_iam_role.this.arn
    input    = jsonencode({ job = each.key })

    # The next minute comes soon enough; a backup is tried for an hour.
    retry_policy {
      maximum_retry_attempts       = startswith(each.value, "rate(1 minute") ? 0 : 10
      maximum_event_age_in_seconds = startswith(each.value, "rate(1 minute") ? 60 : 3600
    }

    dead_letter_config {
      arn = var.failures_queue_arn
    }
  }
}

resource "aws_iam_role" "this" {
  name                 = "${var.prefix}-schedule"
  description          = "What the clock may do: call the function scheduled."
  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyTheseSchedules"
      Effect    = "Allow"
      Principal = { Service = "scheduler.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = {
          "aws:SourceAccount" = data.aws_caller_identity.this.account_id
          "aws:SourceArn"     = "arn:${data.aws_partition.this.partition}:scheduler:${data.aws_region.this.name}:${data.aws_caller_identity.this.account_id}:schedule-group/${var.prefix}"
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
      {
        Sid      = "CallTheFunction"
        Effect   = "Allow"
        Action   = ["lambda:InvokeFunction"]
        Resource = [var.function_alias_arn]
      },
      {
        Sid      = "NoteWhatCouldNotBeCalled"
        Effect   = "Allow"
        Action   = ["sqs:SendMessage"]
        Resource = [var.failures_queue_arn]
      },
      {
        Sid      = "EncryptWhatIsNoted"
        Effect   = "Allow"
        Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
        Resource = [var.kms_key_arn]
      },
    ]
  })
}
