# Each alarm answers a question somebody would ask at the counter. Those of single functions are in module function.
locals {
  deployment     = { Deployment = var.prefix }
  api_dimensions = { ApiName = var.api.name, Stage = var.api.stage }

  dead = {
    for queue, of in var.queues : "dead-letters-${queue}" => {
      why        = "A message of ${queue} could not be handled: an order may stand still. Look at it, mend what it met, and redrive."
      namespace  = "AWS/SQS"
      metric     = "ApproximateNumberOfMessagesVisible"
      dimensions = { QueueName = of.dead.name }
      statistic  = "Maximum"
      limit      = 0
      periods    = 1
    }
  }

  late = {
    for queue, of in var.queues : "waiting-${queue}" => {
      why        = "The oldest message of ${queue} waits for more than ${var.limits.queue_age_s} s: its worker does not keep up, or fails."
      namespace  = "AWS/SQS"
      metric     = "ApproximateAgeOfOldestMessage"
      dimensions = { QueueName = of.name }
      statistic  = "Maximum"
      limit      = var.limits.queue_age_s
      periods    = 2
    }
  }

  alarms = merge(local.dead, local.late, {
    given-up = {
      why        = "The relay or the clock gave up on something: the event is in the queue ${var.failures_queue}."
      namespace  = "AWS/SQS"
      metric     = "ApproximateNumberOfMessagesVisible"
      dimensions = { QueueName = var.failures_queue }
      statistic  = "Maximum"
      limit      = 0
      periods    = 1
    }
    outbox-waiting = {
      why        = "Something that was committed was sent more than ${var.limits.outbox_age_s} s later: the relay is slow."
      namespace  = var.metrics_namespace
      metric     = "OutboxAge"
      dimensions = local.deployment
      statistic  = "Maximum"
      limit      = var.limits.outbox_age_s * 1000
      periods    = 2
    }
    outbox-left = {
      why        = "The clock finds messages in the outbox again and again: the relay stands still."
      namespace  = var.metrics_namespace
      metric     = "LeftInOutbox"
      dimensions = local.deployment
      statistic  = "Minimum"
      limit      = 0
      periods    = 5
    }
    orders-stuck = {
      why        = "An order is still placed and its workflow has ended: nobody will decide it by itself. The log of the function scheduled names it."
      namespace  = var.metrics_namespace
      metric     = "OrdersStuck"
      dimensions = local.deployment
      statistic  = "Maximum"
      limit      = 0
      periods    = 1
    }
    workflows-failed = {
      why        = "An order's workflow failed: somebody must look at what broke, and redrive it."
      namespace  = "AWS/States"
      metric     = "ExecutionsFailed"
      dimensions = { StateMachineArn = var.workflow.arn }
      statistic  = "Sum"
      limit      = 0
      periods    = 1
    }
    workflows-timed-out = {
      why        = "An order's workflow reached its thirty days: what it held may still be held."
      namespace  = "AWS/States"
      metric     = "ExecutionsTimedOut"
      dimensions = { StateMachineArn = var.workflow.arn }
      statistic  = "Sum"
      limit      = 0
      periods    = 1
    }
    workflows-throttled = {
      why        = "Step Functions holds back executions: more orders begin at a time than the account may start."
      namespace  = "AWS/States"
      metric     = "ExecutionThrottled"
      dimensions = { StateMachineArn = var.workflow.arn }
      statistic  = "Sum"
      limit      = 0
      periods    = 2
    }
    api-slow = {
      why        = "One request in a hundred takes longer than ${var.limits.p99_ms} ms."
      namespace  = "AWS/ApiGateway"
      metric     = "Latency"
      dimensions = local.api_dimensions
      statistic  = "p99"
      limit      = var.limits.p99_ms
      periods    = 3
    }
  })
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${var.prefix}-${each.key}"
  alarm_description   = each.value.why
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.limit
  statistic           = startswith(each.value.statistic, "p") ? null : each.value.statistic
  extended_statistic  = startswith(each.value.statistic, "p") ? each.value.statistic : null
  period              = 60
  evaluation_periods  = each.value.periods
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

# Everything else is told by somebody. If the clock itself stands still, nothing is told, so silence is the alarm.
resource "aws_cloudwatch_metric_alarm" "silence" {
  alarm_name          = "${var.prefix}-clock-stands-still"
  alarm_description   = "The function scheduled was not called for ten minutes: what was missed is not found, and no backup is made."
  namespace           = "AWS/Lambda"
  metric_name         = "Invocations"
  dimensions          = { FunctionName = var.functions["scheduled"].name }
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 2
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}
