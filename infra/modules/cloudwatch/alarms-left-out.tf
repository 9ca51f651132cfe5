# Events that counts left out. After a failure they are repeats, as they should be. Without one, batches of a shard came out of order, or
# came twice: what was left out of the first kind is in the archive and in no count.
locals {
  # What each function counts of batches, messages or deliveries that failed.
  failures_of = {
    ingest-stream       = "BatchesFailed"
    ingest-cloudtrail   = "MessagesFailed"
    ingest-subscription = "RunsFailed"
  }
}

resource "aws_cloudwatch_metric_alarm" "left_out" {
  for_each = local.ingest_names

  alarm_name          = "${each.value}-events-left-out"
  alarm_description   = "${each.value} left events out of its counts although nothing had failed: batches of a shard came twice, or out of order. They are in the archive; thresholds and baselines of their time may be too low."
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching" # Nothing read, nothing left out.
  alarm_actions       = local.actions
  ok_actions          = local.actions

  metric_query {
    id          = "unexplained"
    label       = "Events left out without a failure"
    expression  = "IF(FILL(failed, 0) + FILL(errors, 0) > 0, 0, left)"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { left = "EventsLeftOut", failed = local.failures_of[each.key] }

    content {
      id = metric_query.key

      metric {
        namespace   = local.metrics_namespace
        metric_name = metric_query.value
        dimensions  = { service = each.value }
        period      = 900
        stat        = "Sum"
      }
    }
  }

  # A process that was killed counts nothing of its own.
  metric_query {
    id = "errors"

    metric {
      namespace   = "AWS/Lambda"
      metric_name = "Errors"
      dimensions  = { FunctionName = each.value }
      period      = 900
      stat        = "Sum"
    }
  }
}
