# Names inside of `features` that the stack does not know are refused here; the stack's types would leave them out.
module "features" {
  source = "../../modules/feature-paths"

  features = var.features
}

# Production's shape with production's retention cut short: what is to be tried is tried here first, remediation included.
module "bellwether" {
  source = "../../stack"

  name_prefix   = var.name_prefix
  package_dir   = "${path.module}/../../../functions"
  functions_dir = "${path.module}/../../../functions"

  watched_log_groups   = var.watched_log_groups
  alert_emails         = var.alert_emails
  alert_min_severity   = "WARNING"
  log_retention_days   = 30
  event_retention_days = 90
  state_retention_days = 60

  remediation_mode  = var.remediation.mode
  allowed_playbooks = var.remediation.allowed_playbooks

  budget = { monthly_usd = var.monthly_usd }

  # A cap on cost: far above what a staging account writes.
  table_limits = { read_units = 4000, write_units = 4000 }

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
