variable "name" {
  description = "Name of the delivery stream, its role and its log group. Changing it replaces all of them, and reading begins anew."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_.-]{1,64}$", var.name))
    error_message = "name takes 1 to 64 letters, digits, `_`, `.` and `-`."
  }
}

variable "stream_arn" {
  description = "Stream that is copied, from the moment the copy is made."
  type        = string
}

variable "bucket_arn" {
  description = "Bucket of the copy."
  type        = string
}

variable "prefix" {
  description = "Prefix of the copy, ending in `/`; what can't be delivered goes under the same with `-errors`. Under events/ every event would be read twice."
  type        = string
  default     = "raw/"

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9/_-]*/$", var.prefix)) && !startswith(var.prefix, "events/")
    error_message = "prefix ends in `/` and does not begin with events/, where ingest-stream is the one writer."
  }
}

variable "compression" {
  description = "GZIP or UNCOMPRESSED. Records of a log subscription are gzip already: GZIP wraps them again, UNCOMPRESSED leaves other records plain."
  type        = string
  default     = "GZIP"

  validation {
    condition     = contains(["GZIP", "UNCOMPRESSED"], var.compression)
    error_message = "compression is GZIP or UNCOMPRESSED."
  }
}

variable "buffering" {
  description = "Megabytes (1 to 128) or seconds (60 to 900) after which an object is written, whichever comes first."
  type        = object({ size_mb = optional(number, 64), seconds = optional(number, 300) })
  default     = {}

  validation {
    condition     = var.buffering.size_mb >= 1 && var.buffering.size_mb <= 128
    error_message = "buffering.size_mb lies between 1 and 128."
  }

  validation {
    condition     = var.buffering.seconds >= 60 && var.buffering.seconds <= 900
    error_message = "buffering.seconds lies between 60 and 900: less makes objects that cost more to keep than they hold."
  }
}

variable "object_key_arn" {
  description = "Key of the objects where it is not kms_key_arn; its policy must let the role encrypt and decrypt. null takes kms_key_arn."
  type        = string
  default     = null

  validation {
    condition     = var.object_key_arn == null || can(regex("^arn:[a-z-]+:kms:", var.object_key_arn))
    error_message = "object_key_arn is the ARN of a KMS key, or null."
  }
}

variable "kms_key_arn" {
  description = "Key of the stream, the bucket and the log group; null where they use AWS keys. Its policy must allow CloudWatch Logs, or the log group fails."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a KMS key, or null."
  }
}

variable "alert_topic_arn" {
  description = "Topic that is notified when the copy falls behind. Its key must allow CloudWatch, or the alarm fails without a word."
  type        = string
}

variable "log_retention_days" {
  description = "Days the errors' log is kept; one of the values CloudWatch Logs takes."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days is one of the values CloudWatch Logs takes, such as 7, 30, 90 or 365; never 0, which keeps logs for ever."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds the role whatever its statements say; null for none."
  type        = string
  default     = null
}
