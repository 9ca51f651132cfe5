# Alarms on the functions' own metrics, each by its one dimension `service`, and on what CloudWatch Logs could not deliver.
locals {
  trail_name = try(var.function_names["ingest-cloudtrail"], null)

  own_counts = local.trail_name == null ? {} : {
    messages-failed = {
      service   = local.trail_name
      metric    = "MessagesFailed"
      statistic = "Sum"
      periods   = 1
      threshold = 0
      says      = "A message about a log file failed and was returned to its queue. After its last attempt it goes to the queue of failed events."
    }
    objects-vanished = {
      service   = local.trail_name
      metric    = "ObjectsVanished"
      statistic = "Sum"
      periods   = 1
      threshold = 0
      says      = "A log file was gone before it could be read: its events are in no archive and no count. Look at the bucket's lifecycle and at who may delete from it."
    }
  }

  # A subscription that goes straight to a function carries no time of arrival, so its records have no age.
  ages = {
    for name, full_name in local.ingest_names : "${name}-late" => {
      service   = full_name
      metric    = "OldestRecordAgeMs"
      statistic = "Maximum"
      periods   = 3
      threshold = var.alarm_at.iterator_age_ms
      says      = "The oldest record that ${full_name} works on has been too old for fifteen minutes: findings come late, and records older than their source keeps them are lost."
    } if name != "ingest-subscription"
  }

  # For the functions that read settings while they run.
  fallbacks = {
    for name, full_name in var.function_names : "${name}-settings-fallback" => {
      service   = full_name
      metric    = "SettingsFallbacks"
      statistic = "Sum"
      periods   = 3 # Once is a short refusal by the service; the last good settings cover it.
      threshold = 0
      says      = "${full_name} has worked for fifteen minutes on settings that are not the newest written: their source does not answer, or a document was refused. Its log group says which, and why."
    } if startswith(name, "ingest-") || contains(["score-windows", "dispatch-alert"], name)
  }

  # What CloudWatch Logs could not deliver: none of our own metrics can count it.
  delivery_queries = merge(
    {
      delivery-throttling = {
        select    = "SELECT SUM(DeliveryThrottling) FROM \"AWS/Logs\"${local.of_own_filters}"
        threshold = 0
        says      = "The stream had no capacity for lines of CloudWatch Logs. Delivery is retried for a day, then the lines are lost: add shards."
      }
    },
    !contains(keys(var.function_names), "ingest-subscription") ? {} : {
      for metric, says in {
        DeliveryErrors     = "CloudWatch Logs could not deliver lines to the function. They are lost."
        DeliveryThrottling = "The function had no concurrency left for lines of CloudWatch Logs. Delivery is retried for a day, then the lines are lost."
      } :
      "direct-${lower(replace(metric, "Delivery", "delivery-"))}" => {
        select    = "SELECT SUM(${metric}) FROM \"AWS/Logs\" WHERE FilterName = '${var.name_prefix}-to-function'"
        threshold = 0
        says      = says
      }
    },
  )

  own_metrics = merge(local.own_counts, local.ages, local.fallbacks, local.floods, local.folds)
}

resource "aws_cloudwatch_metric_alarm" "own" {
  for_each = local.own_metrics

  alarm_name          = "${var.name_prefix}-${each.key}"
  alarm_description   = each.value.says
  namespace           = local.metrics_namespace
  metric_name         = each.value.metric
  dimensions          = { service = each.value.service }
  statistic           = each.value.statistic
  period              = 300
  evaluation_periods  = each.value.periods
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  treat_missing_data  = "notBreaching" # No work, nothing wrong with it.
  alarm_actions       = local.actions
  ok_actions          = local.actions
}
