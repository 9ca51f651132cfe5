# Closed hours of the lake as Parquet: fewer, sorted, each event once. Late events are merged in by the next run.
module "compact_archive" {
  source = "../modules/lambda-function"
  count  = var.archive.compact ? 1 : 0

  name          = local.compact_names["compact-archive"]
  description   = "Makes Parquet of closed hours of the lake and removes the small objects it was made of."
  package_path  = "${var.package_dir}/compact-archive/dist/compact-archive.zip"
  contract_path = "${var.functions_dir}/compact-archive/env.contract.json"

  environment = merge(local.payload_key_environment, local.declarations, local.mark_key_environment, {
    LAKE_BUCKET          = module.lake.name
    TEMPLATES_TABLE      = module.templates.name
    OWN_LOG_GROUP_PREFIX = local.own_log_group_prefixes[0]
    SETTLE_MINUTES       = tostring(var.archive.settle_minutes)
    REDACT               = var.redact
  })

  policy_statements = concat(values(local.may_compact), [local.may_hold_mark_key, local.may_reencrypt_payloads])

  # A group of 8 MiB compressed is held with its events and its part: some 1.5 GB.
  compute                  = merge(local.compute, { memory_mb = 3008, timeout_seconds = 900 })
  on_failure               = { queue_arn = module.failed_events.arn }
  tracing                  = local.tracing
  log_level                = var.log_level
  log_retention_days       = var.log_retention_days
  kms_key_arn              = local.kms_key_arn
  permissions_boundary_arn = local.permissions_boundary_arn
}

module "compact_schedule" {
  source = "../modules/schedule"
  count  = var.archive.compact ? 1 : 0

  name        = local.compact_names["compact-archive"]
  description = "Looks each hour for hours that have closed."
  # Less often than a run may take, so that no two runs merge the same parts.
  schedule_expression      = "cron(20 * * * ? *)"
  function_arn             = module.compact_archive[0].arn
  dead_letter_queue        = { arn = module.failed_events.arn }
  permissions_boundary_arn = local.permissions_boundary_arn
}

resource "aws_cloudwatch_metric_alarm" "compact_damaged" {
  count = var.archive.compact ? 1 : 0

  alarm_name          = "${local.compact_names["compact-archive"]}-damaged"
  alarm_description   = "An object of the lake could not be read whole. It was left where it is; the function's log names it."
  namespace           = "Bellwether"
  metric_name         = "ObjectsDamaged"
  dimensions          = { service = local.compact_names["compact-archive"] }
  statistic           = "Sum"
  period              = 3600
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching" # No run, nothing read.
  alarm_actions       = [module.alerts.arn]
  ok_actions          = [module.alerts.arn]
}

resource "aws_cloudwatch_metric_alarm" "compact_behind" {
  count = var.archive.compact ? 1 : 0

  alarm_name          = "${local.compact_names["compact-archive"]}-behind"
  alarm_description   = "An hour that closed more than a day ago is still not compacted: there is more than each run may take, or objects that cannot be read hold it up. Raw records expire after archive.payload_retention_days, compacted or not."
  namespace           = "Bellwether"
  metric_name         = "CompactionBehindMs"
  dimensions          = { service = local.compact_names["compact-archive"] }
  statistic           = "Maximum"
  period              = 3600
  evaluation_periods  = 6 # A replay of old hours takes some runs.
  comparison_operator = "GreaterThanThreshold"
  threshold           = 24 * 60 * 60 * 1000
  treat_missing_data  = "notBreaching" # A run that fails raises the alarm on its errors.
  alarm_actions       = [module.alerts.arn]
  ok_actions          = [module.alerts.arn]
}

locals {
  compact_names = { for name in ["compact-archive"] : name => "${var.name_prefix}-${name}" if var.archive.compact }

  # What is removed stays a version of its object until the bucket lets go of it: s3:DeleteObjectVersion is not given.
  may_compact = {
    list_lake = {
      sid       = "ListLake"
      actions   = ["s3:ListBucket"]
      resources = [module.lake.arn]
    }
    read_and_write = {
      sid       = "CompactEvents"
      actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", "s3:DeleteObject"]
      resources = [for prefix in ["events", "events-parquet", "payloads", "payloads-kept"] : "${module.lake.arn}/${prefix}/*"]
    }
    read_templates = {
      sid       = "ReadTemplates"
      actions   = ["dynamodb:Query"]
      resources = [module.templates.arn]
    }
  }
}
