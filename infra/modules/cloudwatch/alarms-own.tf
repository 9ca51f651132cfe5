# What the functions say of themselves, and what CloudWatch Logs says of its deliveries. Each alarm on a metric of ours reads it
# by its one dimension `service`.
locals {
  trail_name = try(var.function_names["ingest-cloudtrail"], null)

  own_counts = local.trail_name == null ? {} : {
    messages-failed = {
      service   = local.trail_name
      metric    = "MessagesFailed"
      statistic = "Sum"
      periods   = 1
      threshold = 0
      says      = "A message about a log file could not be worked on and was given back. After its last try it waits in the queue of failed events."
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

  # A subscription straight to a function says no time of arrival, so it has no age.
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

  # Functions that read settings while they run.
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

  # Lines that make more findings than people can read. What is listed is chosen by severity, so nothing severe is hidden.
  floods = {
    for name, full_name in local.ingest_names : "${name}-findings-held-back" => {
      service   = full_name
      metric    = "FindingsHeldBack"
      statistic = "Sum"
      periods   = 1
      threshold = 0
      says      = "A log source made more findings than its limit, so some were not listed or not notified one by one. The finding more-findings says where and about how many: either much is wrong there, or somebody floods it."
    }
  }

  # Rows of counters have bounded room. What comes often keeps its place; very many names at once are an attack, or a field that is an id.
  folds = {
    for name, full_name in local.ingest_names : "${name}-names-folded" => {
      service   = full_name
      metric    = "CountNamesFolded"
      statistic = "Sum"
      periods   = 1
      threshold = 1000
      says      = "More than a thousand names within five minutes had no room in their row of counters and were counted together: thousands of addresses, users or kinds of lines at once. Rare ones among them can be missed by rules that count."
    }
  }

  # CloudWatch Logs itself: what it could not deliver comes into no figure of ours.
  delivery_queries = merge(
    {
      delivery-throttling = {
        select    = "SELECT SUM(DeliveryThrottling) FROM \"AWS/Logs\" WHERE FilterName = '${local.filter_name}'"
        threshold = 0
        says      = "The stream refused lines of CloudWatch Logs for want of capacity. They are tried again for a day, then lost: add shards."
      }
    },
    !contains(keys(var.function_names), "ingest-subscription") ? {} : {
      for metric, says in {
        DeliveryErrors     = "CloudWatch Logs could not give lines to the function. They are lost."
        DeliveryThrottling = "The function refused lines of CloudWatch Logs for want of concurrency. They are tried again for a day, then lost."
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
