variable "audit" {
  description = "The account's trail, as the stack takes it; off unless `enabled`."
  type = object({
    enabled        = optional(bool)
    watch          = optional(bool)
    notify_queue   = optional(bool)
    data_events    = optional(bool)
    retention_days = optional(number)
  })
  default = {}
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
  default     = 100

  validation {
    condition     = var.monthly_usd > 0
    error_message = "monthly_usd is more than 0."
  }
}
