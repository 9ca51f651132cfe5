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
  type        = list(string)
  default     = []
}

variable "remediation_mode" {
  description = "dry-run, or apply to let a remediation act on the emulated account."
  type        = string
  default     = "dry-run"
}

variable "allowed_playbooks" {
  description = "Playbooks that may be planned, by name."
  type        = list(string)
  default     = []
}

variable "isolation_security_group_id" {
  description = "Security group that an isolated network interface is moved into; null leaves that playbook refusing."
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

variable "workloads" {
  description = "Network, cluster, machine, repositories and notebook to set up as well, as the stack takes them; none by default."
  type        = any
  default     = {}
}

variable "budget" {
  description = "Monthly budget, as the stack takes it. It is checked here and made on AWS alone: no emulator counts money."
  type        = any
  default     = null
}
