variable "audit" {
  description = "The account's trail, kept `retention_days` (31 to 3653): watched through a log group, with a notice per file on a queue for ingest-cloudtrail, or only kept. Data events are billed by event."
  type = object({
    enabled        = optional(bool, false)
    watch          = optional(bool, true)
    notify_queue   = optional(bool, false)
    data_events    = optional(bool, false)
    retention_days = optional(number, 2557)
  })
  default = {}

  validation {
    condition     = !(var.audit.watch && var.audit.notify_queue)
    error_message = "audit takes watch or notify_queue, not both: every event would be read, counted and notified twice."
  }

  validation {
    condition     = var.audit.retention_days >= 31 && var.audit.retention_days <= 3653 && floor(var.audit.retention_days) == var.audit.retention_days
    error_message = "audit.retention_days is a whole number from 31 to 3653 (ten years)."
  }
}

variable "settings" {
  description = "Documents of alert settings, `{ thresholds, mutes, routes, outputs, grouping, app_config }`, each as modules/config takes it and each optional. Their values must be known when planned."
  type        = any
  default     = {}

  validation {
    condition     = var.settings == null ? true : try(length(setsubtract(keys(var.settings), ["thresholds", "mutes", "routes", "outputs", "grouping", "app_config"])) == 0, false)
    error_message = "settings holds thresholds, mutes, routes, outputs, grouping and app_config, and nothing else."
  }
}

variable "raw_copy" {
  description = "A raw copy of the stream under raw/, kept `retention_days` (1 or more). Billed by volume."
  type = object({
    enabled        = optional(bool, false)
    compression    = optional(string, "GZIP")
    retention_days = optional(number, 30)
  })
  default = {}

  validation {
    condition     = var.raw_copy.retention_days >= 1 && floor(var.raw_copy.retention_days) == var.raw_copy.retention_days
    error_message = "raw_copy.retention_days is a whole number, 1 or more."
  }
}

variable "catalog" {
  description = "The table events over the lake and an Athena workgroup that stops a query at `most_scanned_bytes`. Costs nothing until it is asked."
  type        = object({ enabled = optional(bool, true), most_scanned_bytes = optional(number, 107374182400) })
  default     = {}

  validation {
    condition     = var.catalog.most_scanned_bytes >= 10485760
    error_message = "catalog.most_scanned_bytes is 10485760 (10 MiB) or more: Athena takes no lower limit."
  }
}

variable "log_senders" {
  description = "Other accounts that may subscribe their log groups to the stream, by account id, by organization, or both; `datasets` declares by `<account>:<log group>` what a service itself writes there; null for none."
  type        = object({ account_ids = optional(list(string), []), organization_id = optional(string), datasets = optional(map(string), {}) })
  default     = null

  validation {
    condition     = var.log_senders == null ? true : length(var.log_senders.account_ids) > 0 || var.log_senders.organization_id != null
    error_message = "log_senders names account_ids, an organization_id, or both."
  }

  validation {
    condition     = var.log_senders == null ? true : alltrue([for group, dataset in var.log_senders.datasets : can(regex("^[0-9]{12}:[a-zA-Z0-9_/.#-]{1,512}$", group)) && contains(local.datasets, dataset)])
    error_message = "log_senders.datasets maps <account>:<log group> to one of ${join(", ", local.datasets)}."
  }
}
