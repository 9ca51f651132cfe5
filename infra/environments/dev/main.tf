# Names inside of `features` that the stack does not know are refused here; the stack's types would leave them out.
module "features" {
  source = "../../modules/feature-paths"

  features = var.features
}

module "bellwether" {
  source = "../../stack"

  name_prefix   = var.name_prefix
  package_dir   = "${path.module}/../../../functions"
  functions_dir = "${path.module}/../../../functions"

  watched_log_groups   = var.watched_log_groups
  alert_emails         = var.alert_emails
  alert_min_severity   = "WARNING"
  log_retention_days   = 14
  event_retention_days = 90
  state_retention_days = 30

  # Acts on nothing until somebody who answers for the account names the playbooks and the mode.
  remediation_mode  = var.remediation.mode
  allowed_playbooks = var.remediation.allowed_playbooks

  # A cap on cost: far above what a development account writes.
  table_limits = { read_units = 2000, write_units = 2000 }

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
