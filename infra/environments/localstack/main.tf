module "bellwether" {
  source = "../../stack"

  name_prefix   = var.name_prefix
  package_dir   = coalesce(var.package_dir, "${path.module}/../../../functions")
  functions_dir = coalesce(var.functions_dir, "${path.module}/../../../functions")

  emulator   = var.emulator
  disposable = true
  # The emulator runs functions on the machine it stands on; the packages hold no machine code.
  architecture = "x86_64"

  watched_log_groups   = var.watched_log_groups
  alert_emails         = []
  alert_min_severity   = "WARNING"
  log_level            = "DEBUG"
  log_retention_days   = 1
  state_retention_days = 30
  remediation_mode     = var.remediation.mode
  allowed_playbooks    = var.remediation.allowed_playbooks

  stream = { mode = "PROVISIONED", shard_count = 1, retention_hours = 24, batch_seconds = 1 }

  budget = var.budget

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
