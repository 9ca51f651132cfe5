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
  description = "Addresses that receive every alert, once each has confirmed the mail AWS sends it, and the budget's warnings at once."
  type        = list(string)

  validation {
    condition     = length(var.alert_emails) > 0
    error_message = "alert_emails holds at least one address: alerts that nobody gets are none."
  }
}

variable "isolation_security_group_id" {
  description = "Security group with no rules that an isolated network interface would be moved into; null leaves that playbook refusing."
  type        = string
  default     = null
}

variable "remediation_mode" {
  description = "dry-run plans and says what it would do; apply acts on the account, for the playbooks named in allowed_playbooks alone."
  type        = string
  default     = "dry-run"
}

variable "allowed_playbooks" {
  description = "Playbooks that may be planned, by name; none by default. Try here what production is to be allowed."
  type        = list(string)
  default     = []
}
