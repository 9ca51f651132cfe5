module "score_windows" {
  source = "../modules/lambda-function"

  name          = local.function_names["score-windows"]
  description   = "Scores each closed window of counts, raises findings for what is sudden or silent, and starts workflows that were missed."
  package_path  = local.packages["score-windows"]
  contract_path = local.contracts["score-windows"]

  environment = merge(local.settings_environment, {
    COUNTS_TABLE            = module.counts.name
    FINDINGS_TABLE          = module.findings.name
    REMEDIATION_MACHINE_ARN = module.remediation.arn
    ALERT_MIN_SEVERITY      = var.alert_min_severity
    STATE_RETENTION_DAYS    = tostring(var.state_retention_days)
  })

  policy_statements = [
    local.may_store.read_counts, local.may_store.forget_late_windows, local.may_store.raise_findings, local.may_store.look_up_findings, local.may_store.find_findings,
    local.may.start_remediation, local.may_read_settings,
  ]

  compute                  = merge(local.compute, { memory_mb = 512, timeout_seconds = 240 })
  on_failure               = { queue_arn = module.failed_events.arn }
  tracing                  = local.tracing
  log_level                = var.log_level
  log_retention_days       = var.log_retention_days
  kms_key_arn              = local.kms_key_arn
  permissions_boundary_arn = local.permissions_boundary_arn
}

module "score_schedule" {
  source = "../modules/schedule"

  name        = local.function_names["score-windows"]
  description = "Scores each closed window of five minutes."
  # On the clock, in step with the windows; a rate would start whenever it was deployed.
  schedule_expression      = "cron(0/5 * * * ? *)"
  function_arn             = module.score_windows.arn
  dead_letter_queue        = { arn = module.failed_events.arn }
  permissions_boundary_arn = local.permissions_boundary_arn
}
