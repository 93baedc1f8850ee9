# The one question of whoever runs the café: do orders come through?
resource "aws_cloudwatch_composite_alarm" "orders" {
  count = contains(var.cannot, "composite-alarm") ? 0 : 1

  alarm_name        = "${var.prefix}-orders-stand-still"
  alarm_description = "Orders do not come through: one of the alarms below says where."
  alarm_actions     = [aws_sns_topic.alarms.arn]
  ok_actions        = [aws_sns_topic.alarms.arn]

  alarm_rule = join(" OR ", [
    for name in sort(concat(
      [for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_name],
      [aws_cloudwatch_metric_alarm.share["api-failing"].alarm_name],
      flatten([for of in var.functions : [for name in of.alarm_names : name if endswith(name, "-errors") || endswith(name, "-behind")]]),
    )) : "ALARM(\"${name}\")"
  ])
}
