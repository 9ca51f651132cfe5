variable "name_prefix" {
  description = "First part of every name, so that two deployments fit one emulator."
  type        = string
  default     = "bellwether"
}

variable "region" {
  description = "Region the emulator plays; clients must ask for the same one or find nothing."
  type        = string
  default     = "us-east-1"
}

variable "emulator" {
  description = "Which emulator listens at AWS_ENDPOINT_URL: moto or localstack. There is no `none` here: this environment is never AWS."
  type        = string
  default     = "localstack"

  validation {
    condition     = contains(["moto", "localstack"], var.emulator)
    error_message = "emulator is moto or localstack."
  }
}

variable "package_dir" {
  description = "Folder of the built functions; null takes the repository's own, which must be built before."
  type        = string
  default     = null
}

variable "functions_dir" {
  description = "Folder of the functions' contracts; null takes the repository's own."
  type        = string
  default     = null
}

variable "watched_log_groups" {
  description = "Log groups to read; each must exist in the emulator before."
  type        = any
  default     = []
}

variable "remediation" {
  description = "What may be put right: `mode` dry-run says what it would do, apply acts, for the playbooks named in `allowed_playbooks` alone."
  type        = object({ mode = optional(string, "dry-run"), allowed_playbooks = optional(list(string), []) })
  default     = {}
}

variable "budget" {
  description = "Monthly budget, as the stack takes it. It is checked here and made on AWS alone: no emulator counts money."
  type        = any
  default     = null
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
