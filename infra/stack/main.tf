# The whole architecture on one page. Read from the top: logs come in, one function reads them, findings and alerts come
# out, and a machine puts right what it is allowed to.
#
#   watched log groups -> stream -> ingest-stream -> lake, counts, templates, findings -> topic
#                                   score-windows (every five minutes, from the counts) -^
#                                   finding -> remediate-finding: plan, approve, execute, verify

module "key" {
  source = "../modules/kms"
  count  = var.kms_key_arn == null ? 1 : 0

  name                 = var.name_prefix
  description          = "Encrypts the stream, lake, tables, alerts and logs of ${var.name_prefix}."
  deletion_window_days = var.disposable ? 7 : 30
  trail                = local.has_trail ? { arn = local.trail_arn } : null
}

module "stream" {
  source = "../modules/kinesis"

  name            = "${var.name_prefix}-logs"
  mode            = var.stream.mode
  shard_count     = var.stream.shard_count
  retention_hours = var.stream.retention_hours
  kms_key_arn     = local.kms_key_arn
}

module "alerts" {
  source = "../modules/sns"

  name               = "${var.name_prefix}-alerts"
  kms_key_arn        = local.kms_key_arn
  email_addresses    = var.alert_emails
  publisher_services = ["cloudwatch.amazonaws.com"]
}

module "failed_events" {
  source = "../modules/queue"

  name = "${var.name_prefix}-failed-events"
}

module "roles" {
  source = "../modules/iam"

  name_prefix                 = var.name_prefix
  stream_arn                  = module.stream.arn
  kms_key_arn                 = local.kms_key_arn
  create_permissions_boundary = var.permissions_boundary_arn == null
  log_senders                 = var.log_senders
}

module "observation" {
  source = "../modules/cloudwatch"

  name_prefix            = var.name_prefix
  watched_log_groups     = local.watched_log_groups
  log_senders            = var.log_senders == null ? null : merge(var.log_senders, { role_arn = module.roles.destination_role_arn })
  own_log_group_prefixes = local.own_log_group_prefixes
  stream_arn             = module.stream.arn
  subscription_role_arn  = module.roles.subscription_role_arn
  alert_topic_arn        = module.alerts.arn
  function_names         = local.all_function_names
  stream_function_name   = local.function_names["ingest-stream"]
  state_machine_arn      = module.remediation.arn
  dead_letter_queue_name = module.failed_events.name
  watch_account          = local.watch_account
  anomaly_detection      = local.anomaly_detection
}
