variable "lake" {
  description = "Bucket to study and the prefixes that may be read, each ending in `/`. Nothing can be written there."
  type = object({
    bucket_arn = string
    prefixes   = optional(list(string), ["events/"])
  })

  validation {
    condition     = can(regex("^arn:[a-z-]+:s3:::[^/]+$", var.lake.bucket_arn))
    error_message = "lake.bucket_arn is the ARN of a bucket."
  }

  validation {
    condition     = length(var.lake.prefixes) > 0 && alltrue([for p in var.lake.prefixes : can(regex("^[a-z0-9][a-z0-9/_-]*/$", p))])
    error_message = "lake.prefixes holds at least one prefix, each ending in `/`."
  }
}

variable "log_group" {
  description = "Whether to make the log group that all notebooks of account and region share, and the days it keeps; false where another deployment has made it."
  type = object({
    create         = optional(bool, true)
    retention_days = optional(number, 30)
  })
  default = {}

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_group.retention_days)
    error_message = "log_group.retention_days is one of the values CloudWatch Logs takes, such as 7, 30, 90 or 365; never 0, which keeps logs for ever."
  }
}

variable "kms_key_arn" {
  description = "Key of lake, volume and log group; null where they use AWS keys. Its policy must allow CloudWatch Logs, or the log group fails."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a KMS key, or null."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds the role; null for none. One without network interfaces keeps the notebook from starting."
  type        = string
  default     = null
}

variable "has_platform_settings" {
  description = "False only on an emulator that forgets platform and metadata version, and would have the notebook replaced at every apply."
  type        = bool
  default     = true
  nullable    = false
}
