locals {
  widgets = [
    {
      title   = "Orders placed"
      stat    = "Sum"
      metrics = [[var.metrics_namespace, "OrdersPlaced", "Deployment", var.prefix]]
    },
    {
      title = "Requests, and how many fail"
      stat  = "Sum"
      metrics = [
        for metric in ["Count", "4XXError", "5XXError"] : ["AWS/ApiGateway", metric, "ApiName", var.api.name, "Stage", var.api.stage]
      ]
    },
    {
      title = "How long an answer takes, in milliseconds"
      stat  = "p99"
      metrics = [
        ["AWS/ApiGateway", "Latency", "ApiName", var.api.name, "Stage", var.api.stage, { stat = "p50", label = "half" }],
        ["AWS/ApiGateway", "Latency", "ApiName", var.api.name, "Stage", var.api.stage, { stat = "p99", label = "99 of 100" }],
      ]
    },
    {
      title   = "Age of the oldest message, in seconds"
      stat    = "Maximum"
      metrics = [for of in var.queues : ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", of.name]]
    },
    {
      title = "Dead letters, and what was given up"
      stat  = "Maximum"
      metrics = concat(
        [for of in var.queues : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", of.dead.name]],
        [["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", var.failures_queue]],
      )
    },
    {
      title = "Orders' workflows"
      stat  = "Sum"
      metrics = [
        for metric in ["ExecutionsStarted", "ExecutionsSucceeded", "ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"] :
        ["AWS/States", metric, "StateMachineArn", var.workflow.arn]
      ]
    },
    {
      title   = "From commit to sent, in milliseconds"
      stat    = "Maximum"
      metrics = [[var.metrics_namespace, "OutboxAge", "Deployment", var.prefix]]
    },
    {
      title   = "Functions: errors"
      stat    = "Sum"
      metrics = [for of in var.functions : ["AWS/Lambda", "Errors", "FunctionName", of.name]]
    },
    {
      title   = "Functions: how long they take, in milliseconds"
      stat    = "p99"
      metrics = [for of in var.functions : ["AWS/Lambda", "Duration", "FunctionName", of.name]]
    },
    {
      title = "What the clock found: left in the outbox, begun late, stuck"
      stat  = "Sum"
      metrics = [
        for metric in ["LeftInOutbox", "OrdersBegun", "OrdersStuck", "OrdersNotLookedAfter"] : [var.metrics_namespace, metric, "Deployment", var.prefix]
      ]
    },
    {
      title   = "Tables: capacity used for writing"
      stat    = "Sum"
      metrics = [for table in var.tables : ["AWS/DynamoDB", "ConsumedWriteCapacityUnits", "TableName", table]]
    },
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.prefix

  dashboard_body = jsonencode({
    widgets = [
      for at, widget in local.widgets : {
        type   = "metric"
        x      = 8 * (at % 3)
        y      = 6 * floor(at / 3)
        width  = 8
        height = 6
        properties = {
          title   = widget.title
          region  = local.region
          stat    = widget.stat
          period  = 60
          view    = "timeSeries"
          metrics = widget.metrics
        }
      }
    ]
  })
}
