variable "remediation_limits" {
  description = "What is rehearsed or refused although its playbook may act: findings last seen longer ago than `max_finding_age_minutes` and everything within `freezes` (start/end in ISO 8601 with an offset) are rehearsed, plans of more than `max_planned_calls` are refused. In an hour one playbook is applied to `max_applied_per_hour` findings of an account, all together to `max_applied_per_account_hour`, and one that was not verified yet to one. The playbooks of `ask_first`, or all with `*`, act only after a person approved the exact plan with `bellwether remediation approve`."
  type = object({
    max_finding_age_minutes      = optional(number, 60)
    freezes                      = optional(list(string), [])
    max_planned_calls            = optional(number, 10)
    max_applied_per_hour         = optional(number, 5)
    max_applied_per_account_hour = optional(number, 10)
    ask_first                    = optional(list(string), [])
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
    condition     = alltrue([for most in [var.remediation_limits.max_applied_per_hour, var.remediation_limits.max_applied_per_account_hour] : most >= 1 && most <= 100 && floor(most) == most])
    error_message = "remediation_limits.max_applied_per_hour and max_applied_per_account_hour are whole numbers from 1 to 100."
  }

  validation {
    condition     = alltrue([for p in var.remediation_limits.ask_first : p == "*" || contains(local.playbook_names, p)])
    error_message = "Each of remediation_limits.ask_first is * or one of ${join(", ", local.playbook_names)}."
  }

  validation {
    condition = alltrue([for span in var.remediation_limits.freezes : try(
      length(split("/", span)) == 2 && timecmp(split("/", span)[0], split("/", span)[1]) < 0, false,
    )])
    error_message = "Each of remediation_limits.freezes is start/end, two times such as 2026-12-23T18:00:00Z, and ends after it starts."
  }
}

variable "remediation_starts" {
  description = "Findings about workloads that start a playbook besides those that it names itself: `rule` is a rule or an anomaly such as error-spike, `scope` the account and log group of the workload (123456789012:/app/orders), `resources` what the playbook acts on, by the names of docs/playbooks.md. Each is rehearsed until its `mode` is apply."
  type = list(object({
    rule      = string
    scope     = string
    playbook  = string
    resources = map(string)
    mode      = optional(string, "dry-run")
  }))
  default = []

  validation {
    condition     = alltrue([for start in var.remediation_starts : contains(local.playbook_names, start.playbook)])
    error_message = "Each playbook of remediation_starts is one of ${join(", ", local.playbook_names)}."
  }

  validation {
    condition     = alltrue([for start in var.remediation_starts : can(regex("^\\d{12}:.+$", start.scope)) && contains(["dry-run", "apply"], start.mode) && length(start.resources) > 0])
    error_message = "Each scope of remediation_starts is an account and a log group, such as 123456789012:/app/orders; mode is dry-run or apply; resources names what the playbook acts on."
  }

  validation {
    condition     = length(jsonencode(var.remediation_starts)) <= 2500
    error_message = "remediation_starts has at most 2,500 characters as JSON: the functions read it from their environment, which has a limit of 4 KB."
  }
}
