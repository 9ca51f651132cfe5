# Production's shape with production's retention cut short: what is to be tried is tried here first, remediation included.
module "bellwether" {
  source = "../../stack"

  name_prefix   = "bellwether-staging"
  package_dir   = "${path.module}/../../../functions"
  functions_dir = "${path.module}/../../../functions"

  watched_log_groups   = var.watched_log_groups
  alert_emails         = var.alert_emails
  alert_min_severity   = "WARNING"
  log_retention_days   = 30
  event_retention_days = 90
  state_retention_days = 60

  remediation_mode            = var.remediation_mode
  allowed_playbooks           = var.allowed_playbooks
  isolation_security_group_id = var.isolation_security_group_id

  audit       = var.audit
  settings    = var.settings
  log_senders = var.log_senders
  workloads   = var.workloads
  budget      = { monthly_usd = var.monthly_usd }

  # A cap on cost: far above what a staging account writes.
  table_limits = { read_units = 4000, write_units = 4000 }
}
