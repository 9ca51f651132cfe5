module "plan_remediation" {
  source = "../modules/lambda-function"

  name          = local.function_names["plan-remediation"]
  description   = "Matches a finding to a playbook, looks at the resource as it is, and refuses what is not allowed."
  package_path  = local.packages["plan-remediation"]
  contract_path = local.contracts["plan-remediation"]

  environment       = merge(local.guardrails, local.isolation)
  policy_statements = [local.may_act.look_at_trails, local.may_act.look_at_interfaces]

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

  environment = merge(local.guardrails, local.isolation, { FINDINGS_TABLE = module.findings.name })
  # The role holds what the allowed playbooks need, and nothing to act with in dry-run mode: a fault in the code finds none.
  policy_statements = concat(local.acting_permissions, [local.may_store.note_progress])

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

  environment       = merge(local.isolation, { FINDINGS_TABLE = module.findings.name })
  policy_statements = [local.may_act.look_at_trails, local.may_act.look_at_interfaces, local.may_store.note_progress]

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
  }
  function_arns = [module.plan_remediation.arn, module.execute_remediation.arn, module.verify_remediation.arn]
  topic_arns    = [module.alerts.arn]

  tracing                  = local.tracing
  log_retention_days       = var.log_retention_days
  kms_key_arn              = local.kms_key_arn
  permissions_boundary_arn = local.permissions_boundary_arn
}

locals {
  # The functions take a missing ALLOWED_PLAYBOOKS as none; a blank one would be refused.
  guardrails = merge(
    { REMEDIATION_MODE = var.remediation_mode },
    { for ids in [join(",", var.allowed_playbooks)] : "ALLOWED_PLAYBOOKS" => ids if ids != "" },
  )
  # A group that is named goes before the one of the stack's own network.
  isolation = var.isolation_security_group_id == null && var.workloads.network == null ? {} : {
    ISOLATION_SECURITY_GROUP_ID = var.isolation_security_group_id != null ? var.isolation_security_group_id : one(module.network[*].isolation_security_group_id)
  }

  playbook_permissions = {
    restart-trail-logging = [local.may_act.switch_trails]
    # It looks at the interface as it is now before it sets anything.
    isolate-network-interface = [local.may_act.look_at_interfaces, local.may_act.isolate_interfaces]
  }

  acting_permissions = flatten([
    for playbook, permissions in local.playbook_permissions : permissions
    if var.remediation_mode == "apply" && contains(var.allowed_playbooks, playbook)
  ])
}
