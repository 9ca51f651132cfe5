variable "account_id" {
  description = "Account this environment lives in; with the credentials of any other one Terraform stops."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "account_id is twelve digits."
  }
}

variable "region" {
  description = "Region of everything. Changing it makes a second deployment and leaves the first one's data behind."
  type        = string
  default     = "eu-central-1"
}

variable "watched_log_groups" {
  description = "Log groups to read; each must exist."
  type        = list(string)
  default     = []
}

variable "alert_emails" {
  description = "Addresses that receive every alert, once each has confirmed the mail AWS sends it."
  type        = list(string)
}

variable "isolation_security_group_id" {
  description = "Security group with no rules that an isolated network interface would be moved into; null leaves that playbook refusing."
  type        = string
  default     = null
}

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

variable "raw_copy" {
  description = "A copy of the stream as it came, as the stack takes it; off unless `enabled`."
  type        = object({ enabled = optional(bool), compression = optional(string), retention_days = optional(number) })
  default     = {}
}

variable "log_senders" {
  description = "Other accounts that may subscribe their log groups to the stream, by account id or organization; null for none."
  type        = object({ account_ids = optional(list(string)), organization_id = optional(string) })
  default     = null
}
