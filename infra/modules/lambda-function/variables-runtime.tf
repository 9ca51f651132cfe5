variable "compute" {
  description = "What the function runs on: memory in MB, timeout in seconds, runtime, architecture, reserved concurrency (-1 for none, 0 switches it off)."
  type = object({
    memory_mb            = optional(number, 512)
    timeout_seconds      = optional(number, 30)
    runtime              = optional(string, "nodejs22.x")
    architecture         = optional(string, "arm64")
    reserved_concurrency = optional(number, -1)
  })
  default = {}

  validation {
    condition     = var.compute.memory_mb >= 128 && var.compute.memory_mb <= 10240
    error_message = "compute.memory_mb lies between 128 and 10240."
  }

  validation {
    condition     = var.compute.timeout_seconds >= 1 && var.compute.timeout_seconds <= 900
    error_message = "compute.timeout_seconds lies between 1 and 900."
  }

  validation {
    condition     = can(regex("^nodejs(2[2-9]|[3-9][0-9])\\.x$", var.compute.runtime))
    error_message = "compute.runtime is nodejs22.x or later: earlier ones are out of support."
  }

  validation {
    condition     = contains(["arm64", "x86_64"], var.compute.architecture)
    error_message = "compute.architecture is arm64 or x86_64."
  }

  validation {
    condition     = var.compute.reserved_concurrency >= -1
    error_message = "compute.reserved_concurrency is -1 for none, or 0 and more."
  }
}

variable "policy_statements" {
  description = "All that the role may do beside its own logs and traces. An action the code calls and this lacks is denied at run time."
  type = list(object({
    sid        = string
    actions    = list(string)
    resources  = list(string)
    conditions = optional(map(map(list(string))))
  }))
  default = []

  validation {
    condition     = alltrue([for a in flatten(var.policy_statements[*].actions) : can(regex("^[a-z0-9-]+:[A-Z][A-Za-z0-9]*$", a))])
    error_message = "Each action names a service and one action, such as s3:PutObject, with no wildcard."
  }

  validation {
    condition     = length(distinct(var.policy_statements[*].sid)) == length(var.policy_statements)
    error_message = "Each statement has a sid of its own."
  }
}

variable "on_failure" {
  description = "Queue that keeps an event whose invocation without a waiting caller failed three times; null drops it. Not for streams or state machines."
  type        = object({ queue_arn = string })
  default     = null
}

variable "tracing" {
  description = "Whether X-Ray traces the function and its role may send traces."
  type        = bool
  default     = true
}

variable "log_retention_days" {
  description = "Days the function's own logs are kept; one of the values CloudWatch Logs takes."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days is one of the values CloudWatch Logs takes, such as 7, 30, 90 or 365; never 0, which keeps logs for ever."
  }
}

variable "kms_key_arn" {
  description = "Key of the log group and of the stores the function uses; null where they use AWS keys. Its policy must allow CloudWatch Logs, or the log group fails."
  type        = string
  default     = null
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds the role whatever its statements say; null for none."
  type        = string
  default     = null
}
