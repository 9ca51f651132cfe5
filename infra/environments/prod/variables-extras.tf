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
  description = "`keep`, or `release bellwether-prod` to lift the protection of tables and buckets before a removal. See README.md."
  type        = string
  default     = "keep"

  validation {
    condition     = contains(["keep", "release bellwether-prod"], var.release_data)
    error_message = "release_data is keep, or names what is given up: release bellwether-prod."
  }
}

variable "audit" {
  description = "The account's trail, as the stack takes it; on and watched by default. An account under an organization's trail switches it off."
  type = object({
    enabled        = optional(bool)
    watch          = optional(bool)
    notify_queue   = optional(bool)
    data_events    = optional(bool)
    retention_days = optional(number)
  })
  default = { enabled = true }
}

variable "settings" {
  description = "Documents of alert mutes and routes, as the stack takes them; null for none."
  type        = any
  default     = null
}

variable "log_senders" {
  description = "Other accounts that may subscribe their log groups to the stream, by account id or organization; null for none."
  type        = object({ account_ids = optional(list(string)), organization_id = optional(string) })
  default     = null
}

variable "workloads" {
  description = "Network, cluster, machine, repositories and notebook to set up as well, as the stack takes them; none by default."
  type        = any
  default     = {}
}

variable "monthly_usd" {
  description = "US dollars a month this account is expected to cost; alert_emails hear at 80 percent, at all of it, and of a forecast above it."
  type        = number
  default     = 500

  validation {
    condition     = var.monthly_usd > 0
    error_message = "monthly_usd is more than 0."
  }
}
