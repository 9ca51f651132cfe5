# Production keeps what it has: a change or a removal that would lose evidence is refused by AWS itself until it is released
# by name. What that takes, and why no prevent_destroy stands here, is said in this folder's README.
module "bellwether" {
  source = "../../stack"

  name_prefix   = "bellwether-prod"
  package_dir   = "${path.module}/../../../functions"
  functions_dir = "${path.module}/../../../functions"

  disposable = local.is_released

  watched_log_groups   = var.watched_log_groups
  alert_emails         = var.alert_emails
  alert_min_severity   = "WARNING"
  log_retention_days   = var.retention.log_days
  event_retention_days = var.retention.event_days
  state_retention_days = var.retention.state_days

  # A week in the stream: a fault found on Monday loses nothing that came on Friday.
  stream = { retention_hours = 168 }

  # Plans and says what it would do, until somebody who answers for the account names the playbooks and the mode.
  remediation_mode  = var.remediation.mode
  allowed_playbooks = var.remediation.allowed_playbooks

  budget = { monthly_usd = var.monthly_usd }

  archive                     = try(var.features.archive, {})
  audit                       = try(var.features.audit, { enabled = true })
  catalog                     = try(var.features.catalog, {})
  cloudtrail_source           = try(var.features.cloudtrail_source, null)
  cold_storage                = try(var.features.cold_storage, {})
  finding_limits              = try(var.features.finding_limits, {})
  isolation_security_group_id = try(var.features.isolation_security_group_id, null)
  log_senders                 = try(var.features.log_senders, null)
  native_anomaly_detection    = try(var.features.native_anomaly_detection, false)
  playbook_settings           = try(var.features.playbook_settings, {})
  raw_copy                    = try(var.features.raw_copy, {})
  redact                      = try(var.features.redact, "default")
  reports                     = try(var.features.reports, {})
  settings                    = try(var.features.settings, {})
  subscription_log_groups     = try(var.features.subscription_log_groups, [])
  watch_account               = try(var.features.watch_account, null)
  workloads                   = try(var.features.workloads, {})
}

locals {
  # Terraform hands this to AWS: deletion protection of the tables, and buckets that can't be deleted while they hold anything.
  is_released = var.release_data == "release bellwether-prod"
}
