module "bellwether" {
  source = "../../stack"

  name_prefix   = var.name_prefix
  package_dir   = coalesce(var.package_dir, "${path.module}/../../../functions")
  functions_dir = coalesce(var.functions_dir, "${path.module}/../../../functions")

  emulator   = var.emulator
  disposable = true
  # The emulator runs functions on the machine it stands on; the packages hold no machine code.
  architecture = "x86_64"

  watched_log_groups          = var.watched_log_groups
  alert_emails                = []
  alert_min_severity          = "WARNING"
  log_level                   = "DEBUG"
  log_retention_days          = 1
  state_retention_days        = 30
  remediation_mode            = var.remediation_mode
  allowed_playbooks           = var.allowed_playbooks
  isolation_security_group_id = var.isolation_security_group_id

  audit       = var.audit
  settings    = var.settings
  raw_copy    = var.raw_copy
  log_senders = var.log_senders

  stream = { mode = "PROVISIONED", shard_count = 1, retention_hours = 24 }

  workloads = var.workloads
  budget    = var.budget
}
