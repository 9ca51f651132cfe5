module "plan_remediation" {
  source = "../modules/lambda-function"

  name          = local.function_names["plan-remediation"]
  description   = "Matches a finding to a playbook, looks at the resource as it is, and refuses what is not allowed."
  package_path  = local.packages["plan-remediation"]
  contract_path = local.contracts["plan-remediation"]

  environment       = merge(local.guardrails, local.playbook_settings, { COUNTS_TABLE = module.counts.name })
  policy_statements = concat(flatten(values(local.playbook_look)), [local.may_read_switch, local.may_store.read_backlogs])

  compute                  = local.compute
  tracing                  = local.tracing
  log_level                = var.log_level
  log_retention_days       = var.log_retention_days
  kms_key_arn              = local.kms_key_arn
  permissions_boundary_arn = local.permissions_boundary_arn
}

module "execute_remediation" {
  source = "../modules/lambda-function"

  name          = local.function_names["execute-remediation"]
  description   = "Applies or rolls back one planned remediation; in dry-run mode it says what it would do."
  package_path  = local.packages["execute-remediation"]
  contract_path = local.contracts["execute-remediation"]

  environment = merge(local.guardrails, local.apply_limits, local.playbook_settings, {
    COUNTS_TABLE   = module.counts.name
    FINDINGS_TABLE = module.findings.name
  })
  # The role holds what the allowed playbooks need, and nothing to act with in dry-run mode: a fault in the code finds none.
  policy_statements = concat(local.acting_permissions, [local.may_store.note_progress, local.may_store.reserve_remediation, local.may_read_switch])

  compute                  = local.compute
  tracing                  = local.tracing
  log_level                = var.log_level
  log_retention_days       = var.log_retention_days
  kms_key_arn              = local.kms_key_arn
  permissions_boundary_arn = local.permissions_boundary_arn
}

module "verify_remediation" {
  source = "../modules/lambda-function"

  name          = local.function_names["verify-remediation"]
  description   = "Checks on the resource itself that a remediation had its effect."
  package_path  = local.packages["verify-remediation"]
  contract_path = local.contracts["verify-remediation"]

  environment = merge(local.playbook_settings, local.switch_environment, local.start_environment, {
    COUNTS_TABLE   = module.counts.name
    FINDINGS_TABLE = module.findings.name
  })
  policy_statements = concat(flatten(values(local.playbook_look)), [local.may_store.note_progress, local.may_store.release_remediation, local.may_read_switch])

  compute                  = local.compute
  tracing                  = local.tracing
  log_level                = var.log_level
  log_retention_days       = var.log_retention_days
  kms_key_arn              = local.kms_key_arn
  permissions_boundary_arn = local.permissions_boundary_arn
}

module "remediation" {
  source = "../modules/stepfunction"

  name            = local.machine_name
  definition_path = "${path.module}/../../state-machines/remediate-finding/definition.asl.json"

  substitutions = {
    plan_remediation_arn    = module.plan_remediation.arn
    execute_remediation_arn = module.execute_remediation.arn
    verify_remediation_arn  = module.verify_remediation.arn
    alert_topic_arn         = module.alerts.arn
    partition               = local.partition
    counts_table            = module.counts.name
    executions_arn          = "arn:${local.partition}:states:${local.arn_in_account}:execution:${local.machine_name}"
  }
  # A person has a verified run put back: the plan is read from that run.
  reads_its_runs = true

  function_arns = [module.plan_remediation.arn, module.execute_remediation.arn, module.verify_remediation.arn]
  topic_arns    = [module.alerts.arn]
  asks_in       = { table_arn = module.counts.arn, prefix = "remediation#approval#" }

  tracing                  = local.tracing
  log_retention_days       = var.log_retention_days
  kms_key_arn              = local.kms_key_arn
  permissions_boundary_arn = local.permissions_boundary_arn
}
