# Names inside of `features` that the stack does not know are refused here; the stack's types would leave them out.
module "features" {
  source = "../../modules/feature-paths"

  features = var.features
  defaults = { audit = { enabled = true } }
}

# Production keeps what it has: a change or a removal that would lose evidence is refused by AWS itself until it is released
# by name. What that takes, and why no prevent_destroy stands here, is said in this folder's README.
module "bellwether" {
  source = "../../stack"

  name_prefix   = var.name_prefix
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

  archive                     = try(module.features.parts.archive, {})
  audit                       = try(module.features.parts.audit, {})
  catalog                     = try(module.features.parts.catalog, {})
  cloudtrail_source           = try(module.features.parts.cloudtrail_source, null)
  cold_storage                = try(module.features.parts.cold_storage, {})
  finding_limits              = try(module.features.parts.finding_limits, {})
  isolation_security_group_id = try(module.features.parts.isolation_security_group_id, null)
  log_senders                 = try(module.features.parts.log_senders, null)
  native_anomaly_detection    = try(module.features.parts.native_anomaly_detection, false)
  playbook_settings           = try(module.features.parts.playbook_settings, {})
  remediation_limits          = try(module.features.parts.remediation_limits, {})
  remediation_starts          = try(module.features.parts.remediation_starts, [])
  raw_copy                    = try(module.features.parts.raw_copy, {})
  redact                      = try(module.features.parts.redact, "default")
  reports                     = try(module.features.parts.reports, {})
  settings                    = try(module.features.parts.settings, {})
  subscription_log_groups     = try(module.features.parts.subscription_log_groups, [])
  watch_account               = try(module.features.parts.watch_account, null)
  workloads                   = try(module.features.parts.workloads, {})
}

locals {
  # Terraform hands this to AWS: deletion protection of the tables, and buckets that can't be deleted while they hold anything.
  is_released = var.release_data == "release ${var.name_prefix}"
}
