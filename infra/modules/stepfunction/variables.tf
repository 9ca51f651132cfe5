variable "name" {
  description = "Name of the machine, its role and its log group. Changing it replaces the machine and ends its history."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,64}$", var.name))
    error_message = "name takes 1 to 64 letters, digits, `_` and `-`."
  }
}

variable "definition_path" {
  description = "Path of the definition, Amazon States Language with placeholders."
  type        = string
}

variable "substitutions" {
  description = "Value of each placeholder of the definition, by name. One too few or one too many fails the plan."
  type        = map(string)
}

variable "function_arns" {
  description = "Functions the machine invokes; any other is denied. Give them as the definition names them, unqualified."
  type        = list(string)

  validation {
    condition     = length(var.function_arns) > 0 && alltrue([for arn in var.function_arns : can(regex("^arn:[a-z-]+:lambda:.*:function:[a-zA-Z0-9_-]+$", arn))])
    error_message = "function_arns holds one or more unqualified function ARNs, with no wildcard."
  }
}

variable "topic_arns" {
  description = "Topics the machine publishes to; any other is denied."
  type        = list(string)
  default     = []
}

variable "listed_items" {
  description = "Where a distributed Map reads the list of its items: objects below `prefix` of a bucket. The machine may then start executions of itself. Null for a machine without one."
  type        = object({ bucket_arn = string, prefix = string })
  default     = null

  validation {
    condition     = var.listed_items == null ? true : can(regex("^[a-z0-9-]+(/[a-z0-9-]+)*/$", var.listed_items.prefix))
    error_message = "listed_items.prefix is one or more folders of lower-case letters, digits and `-`, and ends in `/`."
  }
}

variable "asks_in" {
  description = "Where the definition keeps what it asks a person: items of a DynamoDB table whose keys begin with `prefix`. Null for a machine that asks nobody."
  type        = object({ table_arn = string, prefix = string })
  default     = null

  validation {
    condition     = var.asks_in == null ? true : can(regex("^[a-z]+(#[a-z]+)*#$", var.asks_in.prefix))
    error_message = "asks_in.prefix is one or more words of lower-case letters, each followed by `#`."
  }
}

variable "reads_its_runs" {
  description = "Whether the definition describes earlier executions of the machine itself, such as the one that a person wants put back."
  type        = bool
  default     = false
}

variable "tracing" {
  description = "Whether X-Ray traces the executions."
  type        = bool
  default     = true
}

variable "log_retention_days" {
  description = "Days the machine's log is kept; one of the values CloudWatch Logs takes."
  type        = number
  default     = 90

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days is one of the values CloudWatch Logs takes, such as 7, 30, 90 or 365; never 0, which keeps logs for ever."
  }
}

variable "kms_key_arn" {
  description = "Key of the log group, the topics and the listed items; null where they use AWS keys. Its policy must allow CloudWatch Logs, or the log group fails."
  type        = string
  default     = null
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds the role whatever its statements say; null for none."
  type        = string
  default     = null
}
