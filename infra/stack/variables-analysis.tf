variable "analysis" {
  description = "The analysis of up to 30 days of logs in one report, off by default because it is billed by what it reads. `schedule` (cron, in `timezone`; null for starting it by hand) analyses `days` of `groups` (patterns; all when empty). Reading that would cost more than `max_reading_usd` is refused. Facts of windows are used again for retention_days. `model` words the reports: its id or inference profile, prices per million tokens, and what a report and a day may cost."
  type = object({
    enabled         = optional(bool, false)
    schedule        = optional(string)
    timezone        = optional(string, "UTC")
    groups          = optional(list(string), [])
    days            = optional(number, 30)
    max_reading_usd = optional(number, 5)
    retention_days  = optional(number, 90)
    model = optional(object({
      id         = string
      base_id    = optional(string)
      input_usd  = optional(number, 3)
      output_usd = optional(number, 15)
      report_usd = optional(number, 0.5)
      day_usd    = optional(number, 2)
    }))
  })
  default = {}

  validation {
    condition     = var.analysis.days >= 1 && var.analysis.days <= 30 && floor(var.analysis.days) == var.analysis.days
    error_message = "analysis.days is a whole number from 1 to 30."
  }

  validation {
    condition     = length(var.analysis.groups) <= 50 && alltrue([for group in var.analysis.groups : length(group) >= 1 && length(group) <= 512])
    error_message = "analysis.groups holds at most 50 patterns of 1 to 512 characters."
  }

  validation {
    condition     = var.analysis.max_reading_usd > 0 && var.analysis.retention_days >= 1
    error_message = "analysis.max_reading_usd is more than 0, analysis.retention_days 1 or more."
  }

  validation {
    condition     = var.analysis.model == null ? true : can(regex("^[a-z0-9.:-]+$", var.analysis.model.id)) && var.analysis.model.report_usd <= var.analysis.model.day_usd
    error_message = "analysis.model.id is the id of a model or inference profile of this account, such as eu.anthropic.claude-sonnet-5-5, and a report costs no more than a day: report_usd is at most day_usd."
  }

  # Without the catalog there is no archive to ask.
  validation {
    condition     = !var.analysis.enabled || var.catalog.enabled
    error_message = "analysis.enabled needs catalog.enabled: the archive is read through the table over the lake."
  }
}
