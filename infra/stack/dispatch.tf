# Notifications: the stream of the findings table and a clock of a minute drive one function, which keeps alert groups
# in a table of its own and sends to the outputs. What no attempt delivered is kept in a queue that raises an alarm.
module "alert_groups" {
  source = "../modules/dynamodb"

  name                   = "${var.name_prefix}-alert-groups"
  hash_key               = { name = "id" }
  max_read_units         = var.table_limits.read_units
  max_write_units        = var.table_limits.write_units
  point_in_time_recovery = false # Groups live for hours; findings, which they are made of, can be restored.
  deletion_protection    = !var.disposable
  kms_key_arn            = local.kms_key_arn

  # What is due at a time, without a scan. Only groups with something left to do are in it.
  indexes = [{ name = "by-due", hash_key = { name = "dueShard" }, range_key = { name = "dueAtMs", type = "N" }, projection = "KEYS_ONLY" }]
}

module "undelivered" {
  source = "../modules/queue"

  name = "${var.name_prefix}-undelivered-alerts"
}

module "dispatch_alert" {
  source = "../modules/lambda-function"

  name          = local.function_names["dispatch-alert"]
  description   = "Takes findings into alert groups as they are stored, and sends the messages of each group."
  package_path  = local.packages["dispatch-alert"]
  contract_path = local.contracts["dispatch-alert"]

  environment = merge(local.settings_environment, local.archive_environment, {
    ALERT_GROUPS_TABLE    = module.alert_groups.name
    ALERT_TOPIC_ARN       = module.alerts.arn
    UNDELIVERED_QUEUE_URL = module.undelivered.url
    ALERT_MIN_SEVERITY    = var.alert_min_severity
    STATE_RETENTION_DAYS  = tostring(var.state_retention_days)
  })

  policy_statements = concat(
    [local.may_tell.read_changes, local.may_store.keep_failed_batches, local.may_tell.keep_groups, local.may_tell.find_due_groups],
    # A change that was given up on goes to the bucket of failures, in the role's name.
    [local.may_encrypt_payloads],
    [local.may_tell.publish, local.may_tell.keep_undelivered, local.may_read_settings],
    [for statement in local.may_tell_outputs : statement if length(statement.resources) > 0],
  )

  # No queue of failed runs: what a run of the clock left undone is due at the next, and changes given up on go to the bucket of failures.
  # Its time holds a batch of storms and a slow output, and lies below the time that a claimed message is left alone (150 s).
  compute                  = merge(local.compute, { memory_mb = 512, timeout_seconds = 120 })
  tracing                  = local.tracing
  log_level                = var.log_level
  log_retention_days       = var.log_retention_days
  kms_key_arn              = local.kms_key_arn
  permissions_boundary_arn = local.permissions_boundary_arn
}

module "dispatch_trigger" {
  source = "../modules/table-trigger"

  table_stream_arn   = module.findings.stream_arn
  function_arn       = module.dispatch_alert.arn
  failure_bucket_arn = module.failures.arn

  # Findings that were made or merged with a sighting: not their end by age, nor the item that lists the days.
  filter_patterns = [jsonencode({ eventName = ["INSERT", "MODIFY"], dynamodb = { NewImage = { finding = { S = [{ exists = true }] } } } })]
}

module "dispatch_schedule" {
  source = "../modules/schedule"

  name                      = local.function_names["dispatch-alert"]
  description               = "Sends what becomes due by time alone: roll-ups, recoveries, mutes that ended, messages to be tried again."
  schedule_expression       = "rate(1 minute)"
  function_arn              = module.dispatch_alert.arn
  maximum_event_age_seconds = 60 # The next run does what one that could not start would have done.
  maximum_retry_attempts    = 0
  permissions_boundary_arn  = local.permissions_boundary_arn
}

resource "aws_cloudwatch_metric_alarm" "undelivered" {
  alarm_name          = "${var.name_prefix}-undelivered-alerts"
  alarm_description   = "A message to people was given up and rests in the queue ${var.name_prefix}-undelivered-alerts: its output refused it or did not answer for an hour. It is lost after the queue's retention."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = module.undelivered.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching" # SQS stops reporting an idle queue.
  alarm_actions       = [module.alerts.arn]
  ok_actions          = [module.alerts.arn]
}

resource "aws_cloudwatch_metric_alarm" "dispatch_behind" {
  alarm_name          = "${local.function_names["dispatch-alert"]}-behind"
  alarm_description   = "Findings wait for five minutes to be notified. The stream of the findings table forgets a change after 24 hours."
  namespace           = "AWS/Lambda"
  metric_name         = "IteratorAge"
  dimensions          = { FunctionName = local.function_names["dispatch-alert"] }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5 * 60 * 1000
  treat_missing_data  = "notBreaching" # No findings, no age.
  alarm_actions       = [module.alerts.arn]
  ok_actions          = [module.alerts.arn]
}
