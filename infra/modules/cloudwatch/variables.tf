variable "name_prefix" {
  description = "First part of the names of filters and alarms. Changing it replaces them all."
  type        = string
}

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

variable "stream_arn" {
  description = "Stream that receives the watched log groups."
  type        = string
}

variable "subscription_role_arn" {
  description = "Role that CloudWatch Logs puts records with. Without its grant the filters can't be made."
  type        = string
}

variable "alert_topic_arn" {
  description = "Topic that every alarm tells. Its key must allow CloudWatch, or alarms fail without a word."
  type        = string
}

variable "function_names" {
  description = "Every function of the deployment: short name to full name. One that is left out fails unseen."
  type        = map(string)
}

variable "stream_function_name" {
  description = "Full name of the function that reads the stream and emits RecordsUnreadable and BatchesFailed."
  type        = string
}

variable "state_machine_arn" {
  description = "Machine whose failed executions raise an alarm."
  type        = string
}

variable "dead_letter_queue_name" {
  description = "Queue whose every message raises an alarm."
  type        = string
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

variable "metrics_namespace" {
  description = "Namespace the functions emit into. A different one here never fires."
  type        = string
  default     = "Bellwether"
}

variable "unreadable_records_threshold" {
  description = "Records in five minutes that could not be read, at which an alarm is raised; 1 or more."
  type        = number
  default     = 100

  validation {
    condition     = var.unreadable_records_threshold >= 1
    error_message = "unreadable_records_threshold is 1 or more."
  }
}

variable "iterator_age_threshold_ms" {
  description = "How far the reader may fall behind, in milliseconds, before an alarm; it must lie well below the stream's retention, or records are lost first."
  type        = number
  default     = 900000

  validation {
    condition     = var.iterator_age_threshold_ms >= 60000
    error_message = "iterator_age_threshold_ms is 60000 (a minute) or more: the batching window alone takes seconds."
  }
}
