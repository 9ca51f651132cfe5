variable "name" {
  description = "Name of the trail; the role of its log group adds `-trail-to-logs`. Changing it replaces the trail, and the time between is not recorded."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9][a-zA-Z0-9_-]{2,49}$", var.name))
    error_message = "name takes 3 to 50 letters, digits, `_` and `-`, with a letter or digit first."
  }
}

variable "bucket_name" {
  description = "Bucket of the files. Its policy must let this trail write before the trail is made, or CloudTrail refuses."
  type        = string
}

variable "kms_key_arn" {
  description = "Key that encrypts the files and the log group; null uses SSE-S3. Its policy must allow this trail, or CloudTrail refuses."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a KMS key, or null."
  }
}

variable "log_group" {
  description = "Log group that receives the events within minutes, to be watched, and the days it keeps them; null for none. It is billed by volume."
  type        = object({ name = string, retention_days = optional(number, 30) })
  default     = null

  validation {
    condition     = var.log_group == null ? true : can(regex("^[a-zA-Z0-9_/.#-]{1,512}$", var.log_group.name))
    error_message = "log_group.name takes letters, digits and `_/.#-`."
  }

  validation {
    condition     = var.log_group == null ? true : contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_group.retention_days)
    error_message = "log_group.retention_days is one of the values CloudWatch Logs takes, such as 7, 30, 90 or 365; never 0, which keeps logs for ever."
  }
}

variable "data_events" {
  description = "Records what is done to objects of S3, reading too where asked for; null records management events alone. Billed by event."
  type        = object({ excluded_bucket_arns = list(string), read_events = optional(bool, false) })
  default     = null

  validation {
    condition     = var.data_events == null ? true : length(var.data_events.excluded_bucket_arns) > 0
    error_message = "data_events.excluded_bucket_arns names the trail's own bucket at the least: its files would be events of the next file, without end."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds the role whatever its statements say; null for none."
  type        = string
  default     = null
}
