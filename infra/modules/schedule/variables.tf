variable "name" {
  description = "Name of the schedule; its role adds `-schedule`. Changing it replaces both."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_.-]{1,55}$", var.name))
    error_message = "name takes 1 to 55 letters, digits, `_`, `.` and `-`: the role's name adds nine to it and 64 is the most."
  }
}

variable "description" {
  description = "What runs and why, in one sentence."
  type        = string
  default     = ""
}

variable "schedule_expression" {
  description = "When to run: rate(...) or cron(...), such as `cron(0/5 * * * ? *)`. A rate starts at creation, a cron on the clock."
  type        = string

  validation {
    condition     = can(regex("^(rate\\([1-9][0-9]* (minutes?|hours?|days?)\\)|cron\\((\\S+ ){5}\\S+\\))$", var.schedule_expression))
    error_message = "schedule_expression is rate(N minutes|hours|days) or cron() with six fields."
  }
}

variable "timezone" {
  description = "Time zone a cron is read in, by its IANA name. UTC has no hour that comes twice or not at all."
  type        = string
  default     = "UTC"

  validation {
    condition     = can(regex("^(UTC|[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+)+)$", var.timezone))
    error_message = "timezone is UTC or an IANA name such as Europe/Berlin."
  }
}

variable "function_arn" {
  description = "Function to invoke, with `{\"time\": \"<the time that was due, ISO 8601>\"}`; null where a machine is started."
  type        = string
  default     = null
}

variable "machine" {
  description = "Machine to start instead of a function: its ARN, and its input, to which the time that was due is added as `time`."
  type        = object({ arn = string, input = any })
  default     = null

  validation {
    condition     = (var.machine == null) != (var.function_arn == null)
    error_message = "A schedule has one target: function_arn or machine."
  }
}

variable "enabled" {
  description = "Whether the schedule runs. While false the windows go unscored and nothing says so."
  type        = bool
  default     = true
}

variable "maximum_event_age_seconds" {
  description = "Age at which a run that could not start is given up on; 60 to 86400."
  type        = number
  default     = 3600

  validation {
    condition     = var.maximum_event_age_seconds >= 60 && var.maximum_event_age_seconds <= 86400
    error_message = "maximum_event_age_seconds lies between 60 and 86400 (one day)."
  }
}

variable "maximum_retry_attempts" {
  description = "Tries again of a run that could not start; 0 to 185."
  type        = number
  default     = 10

  validation {
    condition     = var.maximum_retry_attempts >= 0 && var.maximum_retry_attempts <= 185
    error_message = "maximum_retry_attempts lies between 0 and 185."
  }
}

variable "dead_letter_queue" {
  description = "Queue that keeps a run that could never start; null drops it."
  type        = object({ arn = string })
  default     = null
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds the role whatever its statements say; null for none."
  type        = string
  default     = null
}
