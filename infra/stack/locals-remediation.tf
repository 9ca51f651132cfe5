locals {
  # The functions take a missing ALLOWED_PLAYBOOKS as none; a blank one would be refused.
  guardrails = merge(
    # The roles act in this account alone, so findings about another one must not be acted on here.
    { REMEDIATION_MODE = var.remediation_mode, TARGET_ACCOUNTS = local.account_id, TARGET_REGIONS = local.region },
    local.switch_environment,
    local.start_environment,
    {
      MAX_FINDING_AGE_MINUTES = tostring(var.remediation_limits.max_finding_age_minutes)
      MAX_PLANNED_CALLS       = tostring(var.remediation_limits.max_planned_calls)
    },
    { for spans in [join(",", var.remediation_limits.freezes)] : "FREEZES" => spans if spans != "" },
    { for ids in [join(",", var.remediation_limits.ask_first)] : "ASK_FIRST" => ids if ids != "" },
    { for ids in [join(",", var.allowed_playbooks)] : "ALLOWED_PLAYBOOKS" => ids if ids != "" },
  )

  # A variable has a limit of 4 KB together with all others, so none is set where there is no mapping.
  start_environment = {
    for list in [var.remediation_starts] : "REMEDIATION_STARTS" => jsonencode(list) if length(list) > 0
  }

  apply_limits = {
    MAX_APPLIED_PER_HOUR         = tostring(var.remediation_limits.max_applied_per_hour)
    MAX_APPLIED_PER_ACCOUNT_HOUR = tostring(var.remediation_limits.max_applied_per_account_hour)
  }

  acting_permissions = flatten([
    # What acts looks again right before it writes.
    for playbook, permissions in local.playbook_act : concat(local.playbook_look[playbook], permissions)
    if var.remediation_mode == "apply" && contains(var.allowed_playbooks, playbook)
  ])
}
