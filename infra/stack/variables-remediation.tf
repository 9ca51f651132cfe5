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
