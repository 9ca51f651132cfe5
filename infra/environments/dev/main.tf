module "bellwether" {
  source = "../../stack"

  name_prefix   = "bellwether-dev"
  package_dir   = "${path.module}/../../../functions"
  functions_dir = "${path.module}/../../../functions"

  watched_log_groups   = var.watched_log_groups
  alert_emails         = var.alert_emails
  alert_min_severity   = "WARNING"
  log_retention_days   = 14
  event_retention_days = 90
  state_retention_days = 30

  # Acts on nothing until somebody who answers for the account changes these two.
  remediation_mode  = "dry-run"
  allowed_playbooks = ["restart-trail-logging", "isolate-network-interface"]

  # A cap on cost: far above what a development account writes.
  table_limits = { read_units = 2000, write_units = 2000 }

  archive                     = try(var.features.archive, {})
  audit                       = try(var.features.audit, {})
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
