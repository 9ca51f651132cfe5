variable "reports" {
  description = "A bucket for reports that people hand on, kept `retention_days` (91 or more) where `enabled`: `bellwether analyze` makes reports, and whoever runs it puts them there. `analysis`, off by default because it is billed by what it reads, makes reports of up to 30 days of the lake: `schedule` (cron, in `timezone`; null for starting it by hand) analyses `days` of `groups` (patterns; all when empty). Reading that would cost more than `max_reading_usd` is refused. Facts of windows are used again for retention_days. `model` words the reports: its id or inference profile, prices per million tokens, and what a report and a day may cost."
  type = object({
    enabled        = optional(bool, false)
    retention_days = optional(number, 400)
    analysis = optional(object({
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
    }), {})
  })
  default = {}

  validation {
    condition     = var.reports.retention_days >= 91 && floor(var.reports.retention_days) == var.reports.retention_days
    error_message = "reports.retention_days is a whole number, 91 or more."
  }

  validation {
    condition     = var.reports.analysis.days >= 1 && var.reports.analysis.days <= 30 && floor(var.reports.analysis.days) == var.reports.analysis.days
    error_message = "reports.analysis.days is a whole number from 1 to 30."
  }

  validation {
    condition     = length(var.reports.analysis.groups) <= 50 && alltrue([for group in var.reports.analysis.groups : length(group) >= 1 && length(group) <= 512])
    error_message = "reports.analysis.groups holds at most 50 patterns of 1 to 512 characters."
  }

  validation {
    condition     = var.reports.analysis.max_reading_usd > 0 && var.reports.analysis.retention_days >= 1
    error_message = "reports.analysis.max_reading_usd is more than 0, reports.analysis.retention_days 1 or more."
  }

  validation {
    condition     = var.reports.analysis.model == null ? true : can(regex("^[a-z0-9.:-]+$", var.reports.analysis.model.id)) && var.reports.analysis.model.report_usd <= var.reports.analysis.model.day_usd
    error_message = "reports.analysis.model.id is the id of a model or inference profile of this account, such as eu.anthropic.claude-sonnet-5-5, and a report costs no more than a day: report_usd is at most day_usd."
  }

  # Without the catalog there is no archive to ask.
  validation {
    condition     = !var.reports.analysis.enabled || var.catalog.enabled
    error_message = "reports.analysis.enabled needs catalog.enabled: the archive is read through the table over the lake."
  }
}
