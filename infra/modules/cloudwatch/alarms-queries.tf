# These alarms sum a metric over whatever dimensions it comes with. An alarm on one exact set of dimensions would stay
# silent as soon as a function adds a dimension, and DeliveryErrors comes once per log group.
locals {
  own_metric = "FROM \"${local.metrics_namespace}\" WHERE service = '${var.stream_function_name}'"

  queries = {
    records-unreadable = {
      select    = "SELECT SUM(RecordsUnreadable) ${local.own_metric}"
      threshold = var.alarm_at.unreadable_records - 1
      says      = "More records than usual could not be read in the last five minutes. They rest in the lake under quarantine/, each with its reason."
    }
    batches-failed = {
      select    = "SELECT SUM(BatchesFailed) ${local.own_metric}"
      threshold = 0
      says      = "A batch failed and is retried. Given up on, it rests in the bucket of failures under aws/lambda/."
    }
    delivery-errors = {
      select    = "SELECT SUM(DeliveryErrors) FROM \"AWS/Logs\"${local.of_own_filters}"
      threshold = 0
      says      = "CloudWatch Logs could not put lines onto the stream. After a denied call it skips the log group's lines for up to ten minutes."
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "query" {
  for_each = merge(local.queries, local.delivery_queries)

  alarm_name          = "${var.name_prefix}-${each.key}"
  alarm_description   = each.value.says
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  treat_missing_data  = "notBreaching" # Nothing emitted, nothing wrong that this alarm knows of.
  alarm_actions       = local.actions
  ok_actions          = local.actions

  metric_query {
    id          = "sum"
    expression  = each.value.select
    period      = 300
    return_data = true
  }
}

locals {
  alarms = concat(
    values(aws_cloudwatch_metric_alarm.function_errors),
    values(aws_cloudwatch_metric_alarm.executions_failed),
    values(aws_cloudwatch_metric_alarm.query),
    values(aws_cloudwatch_metric_alarm.conservation),
    values(aws_cloudwatch_metric_alarm.left_out),
    values(aws_cloudwatch_metric_alarm.own),
    [aws_cloudwatch_metric_alarm.iterator_age, aws_cloudwatch_metric_alarm.failed_events],
  )
}
