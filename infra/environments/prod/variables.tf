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

variable "name_prefix" {
  description = "First part of every name. A second deployment in the account, such as one of another region, takes another: IAM knows no region."
  type        = string
  default     = "bellwether-prod"
}

variable "watched_log_groups" {
  description = "Log groups to read; each must exist."
  type        = any
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

variable "remediation" {
  description = "What may be put right: `mode` dry-run says what it would do, apply acts, for the playbooks named in `allowed_playbooks` alone."
  type        = object({ mode = optional(string, "dry-run"), allowed_playbooks = optional(list(string), []) })
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

variable "features" {
  description = "What is wanted besides the core, each part as the stack takes it (see ../../stack/README.md): archive, audit, catalog, cloudtrail_source, cold_storage, finding_limits, isolation_security_group_id, log_senders, native_anomaly_detection, playbook_settings, raw_copy, redact, remediation_limits, remediation_starts, reports, settings, subscription_log_groups, watch_account, workloads."
  type        = any
  default     = {}

  # The stack holds each part to its type; here a misspelt one would be left out without a word.
  validation {
    condition     = try(length(setsubtract(keys(var.features), ["archive", "audit", "catalog", "cloudtrail_source", "cold_storage", "finding_limits", "isolation_security_group_id", "log_senders", "native_anomaly_detection", "playbook_settings", "raw_copy", "redact", "remediation_limits", "remediation_starts", "reports", "settings", "subscription_log_groups", "watch_account", "workloads"])) == 0, false)
    error_message = "features holds archive, audit, catalog, cloudtrail_source, cold_storage, finding_limits, isolation_security_group_id, log_senders, native_anomaly_detection, playbook_settings, raw_copy, redact, remediation_limits, remediation_starts, reports, settings, subscription_log_groups, watch_account, workloads, and nothing else."
  }
}
