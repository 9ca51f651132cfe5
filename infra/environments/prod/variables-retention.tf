variable "retention" {
  description = "Days that logs, events and state (counts and findings) are kept. Shortening a time deletes what is older, within days and for good."
  type = object({
    log_days   = optional(number, 365)
    event_days = optional(number, 2557)
    state_days = optional(number, 400)
  })
  default = {}

  # A floor, so that a slip of the pen in a variable can't age out a year of evidence.
  validation {
    condition     = var.retention.log_days >= 90 && var.retention.event_days >= 365 && var.retention.state_days >= 90
    error_message = "retention keeps at least 90 days of logs, 365 of events and 90 of state in production."
  }
}

variable "release_data" {
  description = "`keep`, or `release <name_prefix>` to lift the protection of tables and buckets before a removal. See README.md."
  type        = string
  default     = "keep"

  validation {
    condition     = contains(["keep", "release ${var.name_prefix}"], var.release_data)
    error_message = "release_data is keep, or names what is given up: release ${var.name_prefix}."
  }
}
