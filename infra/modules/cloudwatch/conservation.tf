# The law that nothing disappears, watched from outside the program. Zeros are emitted too, so that the four figures always come
# together, and in the same five minutes.
locals {
  ingest_names = { for name, full_name in var.function_names : name => full_name if startswith(name, "ingest-") }

  # Received, and where it has to be found again.
  conservation_terms = {
    received   = "RecordsReceived"
    classified = "EventsClassified"
    unreadable = "UnreadableTotal"
    dropped    = "DroppedTotal"
  }
}

# Received minus what became of it, where it should be nothing: a record that is neither stored, counted nor reported is lost.
resource "aws_cloudwatch_metric_alarm" "conservation" {
  for_each = local.ingest_names

  alarm_name          = "${each.value}-records-lost"
  alarm_description   = "${each.value} received records that are neither classified, nor unreadable, nor dropped with a reason. Nothing may disappear: this is a fault of the program; the log group and the batches of that time say where."
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching" # Nothing received, nothing lost.
  alarm_actions       = local.actions
  ok_actions          = local.actions

  metric_query {
    id          = "lost"
    label       = "Records lost"
    expression  = "ABS(received - classified - unreadable - dropped)"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.conservation_terms

    content {
      id = metric_query.key

      metric {
        namespace   = local.metrics_namespace
        metric_name = metric_query.value
        dimensions  = { service = each.value }
        period      = 300
        stat        = "Sum"
      }
    }
  }
}
