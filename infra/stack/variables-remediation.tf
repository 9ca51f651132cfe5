variable "remediation_mode" {
  description = "dry-run plans and says what it would do; apply acts on the account, and only then may its role act."
  type        = string
  default     = "dry-run"

  validation {
    condition     = contains(["dry-run", "apply"], var.remediation_mode)
    error_message = "remediation_mode is dry-run or apply."
  }
}

variable "allowed_playbooks" {
  description = "Playbooks that may be planned, by name; none by default, so nothing is."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for p in var.allowed_playbooks : contains(local.playbook_names, p)])
    error_message = "Each of allowed_playbooks is one of ${join(", ", local.playbook_names)}."
  }

  validation {
    condition     = var.remediation_mode == "dry-run" || length(var.allowed_playbooks) > 0
    error_message = "remediation_mode apply needs allowed_playbooks: a machine that may act needs the names of what it may run."
  }
}

variable "isolation_security_group_id" {
  description = "Security group with no rules that an isolated network interface is moved into; null takes the one of the workloads' network, and without a network leaves that playbook refusing."
  type        = string
  default     = null

  validation {
    condition     = var.isolation_security_group_id == null || can(regex("^sg-[0-9a-f]{8,17}$", var.isolation_security_group_id))
    error_message = "isolation_security_group_id looks like sg-0123456789abcdef0, or is null."
  }
}

variable "remediation_limits" {
  description = "What is rehearsed or refused although its playbook may act: findings last seen longer ago than `max_finding_age_minutes` and everything within `freezes` (start/end in ISO 8601 with an offset) are rehearsed, plans of more than `max_planned_calls` are refused."
  type = object({
    max_finding_age_minutes = optional(number, 60)
    freezes                 = optional(list(string), [])
    max_planned_calls       = optional(number, 10)
  })
  default = {}

  validation {
    condition     = var.remediation_limits.max_finding_age_minutes >= 1 && var.remediation_limits.max_finding_age_minutes <= 1440 && floor(var.remediation_limits.max_finding_age_minutes) == var.remediation_limits.max_finding_age_minutes
    error_message = "remediation_limits.max_finding_age_minutes is a whole number from 1 to 1440."
  }

  validation {
    condition     = var.remediation_limits.max_planned_calls >= 0 && var.remediation_limits.max_planned_calls <= 100 && floor(var.remediation_limits.max_planned_calls) == var.remediation_limits.max_planned_calls
    error_message = "remediation_limits.max_planned_calls is a whole number from 0, which applies nothing, to 100."
  }

  validation {
    condition = alltrue([for span in var.remediation_limits.freezes : try(
      length(split("/", span)) == 2 && timecmp(split("/", span)[0], split("/", span)[1]) < 0, false,
    )])
    error_message = "Each of remediation_limits.freezes is start/end, two times such as 2026-12-23T18:00:00Z, and ends after it starts."
  }
}
