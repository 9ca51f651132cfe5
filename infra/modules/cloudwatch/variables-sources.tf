variable "watched_log_groups" {
  description = "Log groups whose lines go onto the stream; each must exist, hold the Standard class and have one of its two filters free."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for g in var.watched_log_groups : can(regex("^[a-zA-Z0-9_/.#-]{1,512}$", g))])
    error_message = "Each of watched_log_groups is the name of one log group, with no wildcard."
  }

  validation {
    condition     = length(distinct(var.watched_log_groups)) == length(var.watched_log_groups)
    error_message = "Each of watched_log_groups is named once."
  }

  # Each of our lines would make the next one, without end and without a bill in sight: AWS breaks no such loop.
  validation {
    condition     = !anytrue(flatten([for g in var.watched_log_groups : [for own in var.own_log_group_prefixes : startswith(g, own)]]))
    error_message = "watched_log_groups holds a log group of this deployment itself, which would feed on its own lines without end."
  }
}

variable "own_log_group_prefixes" {
  description = "How the names of this deployment's own log groups begin. A group that matches none of them and is ours makes an endless loop."
  type        = list(string)

  validation {
    condition     = length(var.own_log_group_prefixes) > 0 && alltrue([for p in var.own_log_group_prefixes : startswith(p, "/") && length(p) > 1])
    error_message = "own_log_group_prefixes holds one or more prefixes that begin with `/`."
  }
}

variable "log_senders" {
  description = "Other accounts that may subscribe their log groups, by id or by organization, and the role that puts their logs; null for none."
  type = object({
    role_arn        = string
    account_ids     = optional(list(string), [])
    organization_id = optional(string)
  })
  default = null

  validation {
    condition     = var.log_senders == null ? true : length(var.log_senders.account_ids) > 0 || var.log_senders.organization_id != null
    error_message = "log_senders names account_ids, an organization_id, or both: a policy without a principal is refused."
  }
}

variable "watch_account" {
  description = "Watches every log group of the account but `own_log_groups` (whole names of all of this deployment's own) and `excluded_log_groups`, in place of groups that are named; null for none. `after` are ids of what must be made before, so that AWS knows the role."
  type        = object({ own_log_groups = list(string), excluded_log_groups = optional(list(string), []), after = optional(list(string), []) })
  default     = null

  # AWS excludes by whole names only, so a prefix would exclude nothing.
  validation {
    condition     = var.watch_account == null ? true : alltrue([for prefix in var.own_log_group_prefixes : anytrue([for g in var.watch_account.own_log_groups : startswith(g, prefix) && g != prefix])])
    error_message = "watch_account.own_log_groups names a log group for each of own_log_group_prefixes, or the deployment would feed on its own lines without end."
  }

  validation {
    condition     = var.watch_account == null || length(var.watched_log_groups) == 0
    error_message = "watch_account and watched_log_groups exclude each other: a group under both would come twice."
  }
}

variable "anomaly_detection" {
  description = "Log groups for AWS's own anomaly detectors, what their ARNs begin with, and the days (7 to 90) an anomaly is shown; null for none. Billed by volume."
  type        = object({ log_groups = set(string), log_group_arn_prefix = string, visibility_days = optional(number, 21) })
  default     = null

  validation {
    condition     = var.anomaly_detection == null ? true : var.anomaly_detection.visibility_days >= 7 && var.anomaly_detection.visibility_days <= 90
    error_message = "anomaly_detection.visibility_days is 7 to 90."
  }
}
