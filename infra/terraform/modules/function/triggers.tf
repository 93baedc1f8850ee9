# A batch that fails in part is told message by message, so that only what failed, and what stands behind it in its
# group, comes again.
resource "aws_lambda_event_source_mapping" "queue" {
  count = var.queue == null ? 0 : 1

  function_name           = aws_lambda_alias.live.arn
  event_source_arn        = var.queue.arn
  batch_size              = var.queue.batch_size
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = var.queue.concurrency
  }
}

# Only insertions wake the function: what it deletes itself must not.
resource "aws_lambda_event_source_mapping" "stream" {
  count = var.stream == null ? 0 : 1

  function_name                      = aws_lambda_alias.live.arn
  event_source_arn                   = var.stream.arn
  starting_position                  = "LATEST"
  batch_size                         = var.stream.batch_size
  parallelization_factor             = var.stream.parallelism
  maximum_retry_attempts             = var.stream.attempts_max
  maximum_record_age_in_seconds      = var.stream.age_max_s
  bisect_batch_on_function_error     = true
  function_response_types            = ["ReportBatchItemFailures"]
  maximum_batching_window_in_seconds = 0

  filter_criteria {
    filter {
      pattern = jsonencode({ eventName = ["INSERT"] })
    }
  }

  destination_config {
    on_failure {
      destination_arn = var.stream.failure_arn
    }
  }
}
