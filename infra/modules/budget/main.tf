resource "aws_budgets_budget" "this" {
  name         = var.name
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = format("%.1f", var.monthly_usd) # As AWS writes it back: `50` would differ from `50.0` in every plan.
  limit_unit   = "USD"

  # Everything in the account, or what carries one tag. A tag counts only once it is activated for cost allocation.
  dynamic "cost_filter" {
    for_each = var.tag[*]

    content {
      name   = "TagKeyValue"
      values = [join("$", ["user:${cost_filter.value.key}", cost_filter.value.value])]
    }
  }

  dynamic "notification" {
    for_each = { for n in var.notifications : "${n.type} ${n.percent}" => n }

    content {
      notification_type          = notification.value.type
      comparison_operator        = "GREATER_THAN"
      threshold                  = notification.value.percent
      threshold_type             = "PERCENTAGE"
      subscriber_email_addresses = var.email_addresses
      subscriber_sns_topic_arns  = var.topic_arn[*]
    }
  }
}
