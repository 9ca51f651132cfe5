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
  remediation_mode            = "dry-run"
  allowed_playbooks           = ["restart-trail-logging", "isolate-network-interface"]
  isolation_security_group_id = var.isolation_security_group_id

  audit       = var.audit
  settings    = var.settings
  raw_copy    = var.raw_copy
  log_senders = var.log_senders

  # A cap on cost: far above what a development account writes.
  table_limits = { read_units = 2000, write_units = 2000 }
}
