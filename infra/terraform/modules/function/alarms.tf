locals {
  alarms = merge(
    {
      errors = {
        why       = "an invocation failed: its log says why"
        metric    = "Errors"
        statistic = "Sum"
        limit     = var.errors_max
      }
      throttles = {
        why       = "invocations were turned away: the function's or the account's concurrency is used up"
        metric    = "Throttles"
        statistic = "Sum"
        limit     = 0
      }
      duration = {
        why       = "the slowest hundredth comes near the time limit of ${var.timeout_s} s"
        metric    = "Duration"
        statistic = "p99"
        limit     = var.timeout_s * 1000 * 0.8
      }
    },
    var.stream == null ? {} : {
      behind = {
        why       = "the stream is read a minute late: what was committed is not sent"
        metric    = "IteratorAge"
        statistic = "Maximum"
        limit     = 60000
      }
    },
  )
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${var.name}: ${each.value.why}."
  namespace           = "AWS/Lambda"
  metric_name         = each.value.metric
  dimensions          = { FunctionName = var.name }
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.limit
  statistic           = startswith(each.value.statistic, "p") ? null : each.value.statistic
  extended_statistic  = startswith(each.value.statistic, "p") ? each.value.statistic : null
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns
}
