variable "subscription_log_groups" {
  description = "Log groups that are sent straight to ingest-subscription instead of the stream, each a name or `{ name, dataset }` as in watched_log_groups; each must exist. None switches the function off."
  type        = any
  default     = []

  validation {
    condition     = can([for g in var.subscription_log_groups : regex("^[a-zA-Z0-9_/.#-]{1,512}$", try(tostring(g), g.name))]) && alltrue([for g in var.subscription_log_groups : contains(local.datasets, try(g.dataset, "application"))])
    error_message = "Each of subscription_log_groups is the name of a log group, or { name, dataset } with one of ${join(", ", local.datasets)}."
  }

  validation {
    condition     = length(setsubtract(flatten([for g in var.subscription_log_groups : try(keys(g), [])]), ["name", "dataset"])) == 0
    error_message = "An entry of subscription_log_groups has only name and dataset; these are unknown: ${join(", ", setsubtract(flatten([for g in var.subscription_log_groups : try(keys(g), [])]), ["name", "dataset"]))}."
  }

  validation {
    condition     = !anytrue([for g in var.subscription_log_groups : can(regex("^/aws/(lambda|vendedlogs/states|kinesisfirehose)/${var.name_prefix}-", try(tostring(g), g.name)))])
    error_message = "subscription_log_groups holds a log group of this deployment itself, which would feed on its own lines without end."
  }

  validation {
    condition     = length(setintersection([for g in var.subscription_log_groups : try(tostring(g), g.name)], local.watched_by_name)) == 0
    error_message = "subscription_log_groups and watched_log_groups share a log group: its events would be counted and notified twice."
  }
}

variable "cloudtrail_source" {
  description = "Trail the account has already: queue that is notified of its files (hidden 1800 seconds or more), its bucket, the key of its files where they have one, and the dataset that the bucket is declared to hold; null for none."
  type        = object({ queue_arn = string, bucket_arn = string, key_arn = optional(string), dataset = optional(string, "cloudtrail") })
  default     = null

  validation {
    condition     = var.cloudtrail_source == null ? true : can(regex("^arn:[a-z-]+:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", var.cloudtrail_source.queue_arn))
    error_message = "cloudtrail_source.queue_arn is the ARN of a standard queue: one in order would let a file that fails hold up the others."
  }

  validation {
    condition     = var.cloudtrail_source == null ? true : can(regex("^arn:[a-z-]+:s3:::[a-z0-9.-]+$", var.cloudtrail_source.bucket_arn))
    error_message = "cloudtrail_source.bucket_arn is the ARN of a bucket, without a path."
  }

  validation {
    condition     = var.cloudtrail_source == null ? true : contains(local.datasets, var.cloudtrail_source.dataset)
    error_message = "cloudtrail_source.dataset is one of ${join(", ", local.datasets)}."
  }
}

variable "watch_account" {
  description = "Watches every log group of the account, those made later among them, but this deployment's own and `excluded_log_groups`; `datasets` declares by log group what a service itself writes there; null to watch those that are named. Emulators lack it."
  type        = object({ excluded_log_groups = optional(list(string), []), datasets = optional(map(string), {}) })
  default     = null

  validation {
    condition     = var.watch_account == null ? true : alltrue([for d in values(var.watch_account.datasets) : contains(local.datasets, d)])
    error_message = "Each of watch_account.datasets is one of ${join(", ", local.datasets)}."
  }

  validation {
    condition     = var.watch_account == null ? true : alltrue([for name in keys(var.watch_account.datasets) : can(regex("^[a-zA-Z0-9_/.#-]{1,512}$", name))])
    error_message = "watch_account.datasets maps the names of log groups to datasets."
  }

  validation {
    condition     = var.watch_account == null || length(var.watched_log_groups) == 0
    error_message = "watch_account and watched_log_groups exclude each other: a group under both would come twice."
  }
}

variable "native_anomaly_detection" {
  description = "Whether AWS's own anomaly detectors look at the log groups that are watched by name, to compare. Billed by volume."
  type        = bool
  default     = false
}
