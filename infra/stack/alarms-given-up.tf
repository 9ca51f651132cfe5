# Records that were retried until no retry was left. Those that rest in the bucket of failures are sent again with `bellwether replay --failures`; those
# that could not be put there either are lost.
locals {
  mappings = {
    ingest-stream  = module.ingest_trigger.mapping_id
    dispatch-alert = module.dispatch_trigger.mapping_id
  }
}

resource "aws_cloudwatch_metric_alarm" "given_up" {
  for_each = local.mappings

  alarm_name          = "${local.function_names[each.key]}-given-up"
  alarm_description   = "Retries of ${local.function_names[each.key]} were given up on: what it had to read is in no count and no alert. It rests in the bucket of failures under aws/lambda/, from where bellwether replay --failures sends it again; what Lambda could not put there is lost."
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching" # Nothing read, nothing given up.
  alarm_actions       = [module.alerts.arn]
  ok_actions          = [module.alerts.arn]

  metric_query {
    id          = "given_up"
    label       = "Records kept for a replay, and records lost"
    expression  = "FILL(kept, 0) + FILL(lost, 0)"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { kept = "OnFailureDestinationDeliveredEventCount", lost = "DroppedEventCount" }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/Lambda"
        metric_name = metric_query.value
        dimensions  = { EventSourceMappingUUID = each.value }
        period      = 300
        stat        = "Sum"
      }
    }
  }
}
