variable "name" {
  description = "Name of the queue. Changing it makes an empty queue and loses the messages waiting in the old one."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,80}$", var.name))
    error_message = "name takes 1 to 80 letters, digits, `_` and `-`."
  }
}

variable "retention_days" {
  description = "Days a message waits before it is lost; 1 to 14."
  type        = number
  default     = 14

  validation {
    condition     = var.retention_days >= 1 && var.retention_days <= 14
    error_message = "retention_days lies between 1 and 14."
  }
}

variable "visibility_timeout_seconds" {
  description = "Seconds a received message stays hidden; 0 to 43200. Below six times the reader's timeout Lambda may work on a message twice."
  type        = number
  default     = 30

  validation {
    condition     = var.visibility_timeout_seconds >= 0 && var.visibility_timeout_seconds <= 43200
    error_message = "visibility_timeout_seconds lies between 0 and 43200 (12 hours)."
  }
}

variable "senders" {
  description = "AWS services that may send, by a name in letters and digits, each for one resource of this account; any other is denied."
  type        = map(object({ service = string, source_arn = string }))
  default     = {}

  validation {
    condition     = alltrue([for name, _ in var.senders : can(regex("^[a-zA-Z0-9]+$", name))])
    error_message = "Names of senders take letters and digits: they become part of a statement's id."
  }

  validation {
    condition     = alltrue([for s in var.senders : can(regex("^[a-z0-9-]+\\.amazonaws\\.com$", s.service)) && can(regex("^arn:[a-z-]+:[a-z0-9-]+:[^*]*$", s.source_arn))])
    error_message = "Each of senders names a service such as s3.amazonaws.com and the ARN of one resource, with no wildcard."
  }
}

variable "redrive" {
  description = "Queue that takes a message received `maximum_receives` times without success (1 to 1000); null leaves it here until it expires."
  type        = object({ queue_arn = string, maximum_receives = optional(number, 5) })
  default     = null

  validation {
    condition     = var.redrive == null ? true : var.redrive.maximum_receives >= 1 && var.redrive.maximum_receives <= 1000
    error_message = "redrive.maximum_receives lies between 1 and 1000."
  }
}
