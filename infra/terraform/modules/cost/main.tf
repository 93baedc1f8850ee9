resource "aws_budgets_budget" "this" {
  name         = "${var.prefix}-month"
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = tostring(var.monthly_usd)
  limit_unit   = "USD"

  # Only what belongs to this instance. The tag must be activated for cost allocation once for each account.
  cost_filter {
    name   = "TagKeyValue"
    values = [format("user:instance$%s", var.prefix)]
  }

  dynamic "notification" {
    for_each = length(var.emails) + length(var.topic_arns) == 0 ? [] : [
      { percent = 50, kind = "ACTUAL" },
      { percent = 100, kind = "ACTUAL" },
      { percent = 100, kind = "FORECASTED" },
    ]
    content {
      comparison_operator        = "GREATER_THAN"
      threshold                  = notification.value.percent
      threshold_type             = "PERCENTAGE"
      notification_type          = notification.value.kind
      subscriber_email_addresses = var.emails
      subscriber_sns_topic_arns  = var.topic_arns
    }
  }
}
