resource "aws_lambda_function" "this" {
  #checkov:skip=CKV_AWS_116:What fails is kept by whoever calls: queues have dead letters, the stream and the clock a queue of failures, the workflow its history.
  #checkov:skip=CKV_AWS_117:It talks to services of AWS alone, by TLS and its role; a network of its own would add an address translation to pay and nothing to reach.
  #checkov:skip=CKV_AWS_272:Only the deployer may change the code, and it comes from our own build; signing needs a profile for each account.
  function_name = var.name
  description   = var.description
  role          = aws_iam_role.this.arn
  runtime       = "provided.al2023"
  handler       = "bootstrap"
  architectures = [var.architecture]
  memory_size   = var.memory_mb
  timeout       = var.timeout_s
  publish       = true

  filename         = var.zip
  source_code_hash = filebase64sha256(var.zip)

  reserved_concurrent_executions = var.reserved_concurrency
  kms_key_arn                    = var.kms_key_arn

  environment {
    variables = var.environment
  }

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.this.name
  }

  # Without its rights the first invocation would fail.
  depends_on = [aws_iam_role_policy.this]
}

# What others invoke. A new version takes over when the alias moves, in one step and for everybody.
resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The version in use."
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version
}

resource "aws_lambda_provisioned_concurrency_config" "live" {
  count = var.provisioned_concurrency > 0 ? 1 : 0

  function_name                     = aws_lambda_function.this.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = var.provisioned_concurrency
}

# An event that cannot be worked on is kept, not dropped.
resource "aws_lambda_function_event_invoke_config" "live" {
  count = var.failure_queue == null ? 0 : 1

  function_name                = aws_lambda_function.this.function_name
  qualifier                    = aws_lambda_alias.live.name
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 3600

  destination_config {
    on_failure {
      destination = var.failure_queue.arn
    }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}
