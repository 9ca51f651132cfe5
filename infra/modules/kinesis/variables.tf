variable "name" {
  description = "Name of the stream. Changing it makes a new stream, and records not yet read in the old one are lost."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_.-]{1,128}$", var.name))
    error_message = "name takes 1 to 128 letters, digits, `_`, `.` and `-`."
  }
}

variable "mode" {
  description = "ON_DEMAND grows with the load; PROVISIONED costs less at a steady load and throttles writers above its shards."
  type        = string
  default     = "ON_DEMAND"

  validation {
    condition     = contains(["ON_DEMAND", "PROVISIONED"], var.mode)
    error_message = "mode is ON_DEMAND or PROVISIONED."
  }
}

variable "shard_count" {
  description = "Shards of a PROVISIONED stream; each takes 1 MB or 1 000 records a second, and more is throttled. Ignored on demand."
  type        = number
  default     = 1

  validation {
    condition     = var.shard_count >= 1 && var.shard_count <= 500 && floor(var.shard_count) == var.shard_count
    error_message = "shard_count is a whole number from 1 to 500."
  }
}

variable "retention_hours" {
  description = "Hours a record stays readable; 24 to 8760. An outage of the reader that lasts longer loses records."
  type        = number
  default     = 72

  validation {
    condition     = var.retention_hours >= 24 && var.retention_hours <= 8760
    error_message = "retention_hours lies between 24 and 8760 (365 days)."
  }
}

variable "kms_key_arn" {
  description = "Key that encrypts the records; null uses `alias/aws/kinesis`. Writers and readers need a grant on a key given here, or every call is denied."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a KMS key, or null."
  }
}
