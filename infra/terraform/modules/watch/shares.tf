# Shares of answers, in percent. With few requests a share says nothing, so fewer than 20 in five minutes count as none.
locals {
  shares = {
    api-failing = {
      why    = "More than ${var.limits.share_5xx} % of all requests fail on our side."
      metric = "5XXError"
      limit  = var.limits.share_5xx
    }
    api-refusing = {
      why    = "More than ${var.limits.share_4xx} % of all requests are refused: a client is broken, or somebody tries things."
      metric = "4XXError"
      limit  = var.limits.share_4xx
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "share" {
  for_each = local.shares

  alarm_name          = "${var.prefix}-${each.key}"
  alarm_description   = each.value.why
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.limit
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "share"
    label       = "share in percent"
    expression  = "IF(requests >= 20, 100 * refused / requests, 0)"
    return_data = true
  }

  metric_query {
    id = "refused"

    metric {
      namespace   = "AWS/ApiGateway"
      metric_name = each.value.metric
      dimensions  = local.api_dimensions
      stat        = "Sum"
      period      = 300
    }
  }

  metric_query {
    id = "requests"

    metric {
      namespace   = "AWS/ApiGateway"
      metric_name = "Count"
      dimensions  = local.api_dimensions
      stat        = "Sum"
      period      = 300
    }
  }
}

# One key that is too hot, or the account's limit. One alarm reads at most ten metrics, so the tables are those where many
# meet: see the variable.
resource "aws_cloudwatch_metric_alarm" "throttled" {
  alarm_name          = "${var.prefix}-tables-throttled"
  alarm_description   = "DynamoDB turned requests away: one key is too hot, or the account's limit is reached."
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 2
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "throttled"
    label       = "requests turned away"
    expression  = "SUM(METRICS())"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { for pair in setproduct(range(length(var.tables)), ["Read", "Write"]) : "${lower(pair[1])}${pair[0]}" => pair }
    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/DynamoDB"
        metric_name = "${metric_query.value[1]}ThrottleEvents"
        dimensions  = { TableName = var.tables[metric_query.value[0]] }
        stat        = "Sum"
        period      = 60
      }
    }
  }
}
