data "aws_caller_identity" "this" {}
data "aws_partition" "this" {}
data "aws_region" "this" {}

locals {
  # The same file runs on our own engine: only the placeholders are filled in.
  definition = templatefile(var.definition_file, merge(
    var.functions,
    { for name, queue in var.queues : name => queue.url },
  ))

  execution_arns = "arn:${data.aws_partition.this.partition}:states:${data.aws_region.this.name}:${data.aws_caller_identity.this.account_id}:execution:${var.name}:*"
}

resource "aws_sfn_state_machine" "this" {
  #checkov:skip=CKV_AWS_285:Every step is logged; inputs and outputs are left out because they say who ordered, and hold task tokens.
  name       = var.name
  type       = "STANDARD"
  role_arn   = aws_iam_role.this.arn
  definition = local.definition
  publish    = true

  tracing_configuration {
    enabled = true
  }

  # Names of states and errors, without inputs and outputs: those hold who ordered, and task tokens.
  logging_configuration {
    level                  = "ALL"
    include_execution_data = false
    log_destination        = "${aws_cloudwatch_log_group.this.arn}:*"
  }

  # The service tries its rights on the log when the machine is made.
  depends_on = [aws_iam_role_policy.this]
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/states/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}
