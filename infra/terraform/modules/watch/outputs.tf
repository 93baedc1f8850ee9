output "topic_arn" {
  description = "The topic of alarms. It depends on nothing that is watched, so functions can name it."
  value       = aws_sns_topic.alarms.arn
}

output "dashboard" {
  description = "The name of the dashboard."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}

output "dashboard_url" {
  description = "Where the dashboard is."
  value       = "https://${local.region}.console.aws.amazon.com/cloudwatch/home?region=${local.region}#dashboards:name=${aws_cloudwatch_dashboard.this.dashboard_name}"
}

output "alarm_names" {
  description = "The names of the alarms made here."
  value = sort(concat(
    [for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.share : alarm.alarm_name],
    [aws_cloudwatch_metric_alarm.throttled.alarm_name, aws_cloudwatch_metric_alarm.silence.alarm_name],
    aws_cloudwatch_composite_alarm.orders[*].alarm_name,
  ))
}
