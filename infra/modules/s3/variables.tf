variable "name" {
  description = "Name of the bucket, unique in all of AWS. Changing it makes a new bucket and leaves the old objects behind."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "name takes 3 to 63 lower-case letters, digits and `-`, with no dot, which breaks TLS host names."
  }
}

variable "kms_key_arn" {
  description = "Key for SSE-KMS; null uses SSE-S3. Writers and readers need a grant on a key given here, or every call is denied."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a KMS key, or null."
  }
}

variable "own_keys" {
  description = "Prefixes, each ending in `/`, whose objects have a key of their own, by its ARN: writers name it in each put, and a put under the prefix that names another or none is refused."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for prefix in keys(var.own_keys) : can(regex("^[a-z0-9][a-z0-9-]*/$", prefix))])
    error_message = "Each prefix of own_keys is one folder of lower-case letters, digits and `-`, and ends in `/`."
  }
}

variable "prefixes" {
  description = "Prefixes of the bucket, each ending in `/`, and the days until its objects move to infrequent access, Glacier, Deep Archive and are deleted; null for never."
  type = map(object({
    infrequent_access_after_days = optional(number)
    glacier_after_days           = optional(number)
    deep_archive_after_days      = optional(number)
    expire_after_days            = optional(number)
  }))
  default = {}

  validation {
    condition     = alltrue([for prefix, _ in var.prefixes : can(regex("^[a-zA-Z0-9][a-zA-Z0-9/_-]*/$", prefix))])
    error_message = "Each prefix begins with a letter or digit and ends in `/`; `events` alone would also match `events-old/`."
  }

  validation {
    condition     = alltrue([for p in var.prefixes : try(p.infrequent_access_after_days >= 30, p.infrequent_access_after_days == null)])
    error_message = "infrequent_access_after_days is 30 or more: S3 refuses an earlier move."
  }

  # The days of a prefix in the order its objects pass through: each must come after the one before it.
  validation {
    condition = alltrue([
      for p in var.prefixes : alltrue([
        for index, days in compact([p.infrequent_access_after_days, p.glacier_after_days, p.deep_archive_after_days]) :
        index == 0 || days - compact([p.infrequent_access_after_days, p.glacier_after_days, p.deep_archive_after_days])[max(index - 1, 0)] >= 30
      ])
    ])
    error_message = "Between infrequent_access_after_days, glacier_after_days and deep_archive_after_days lie 30 days or more each: S3 bills a class for as long."
  }

  validation {
    condition = alltrue([
      for p in var.prefixes : p.expire_after_days == null ? true :
      p.expire_after_days >= 1 + max(0, compact([p.infrequent_access_after_days, p.glacier_after_days, p.deep_archive_after_days])...)
    ])
    error_message = "expire_after_days is 1 or more, and later than the last move."
  }
}

variable "noncurrent_days" {
  description = "Days an overwritten or deleted object can still be restored; 1 or more."
  type        = number
  default     = 30

  validation {
    condition     = var.noncurrent_days >= 1
    error_message = "noncurrent_days is 1 or more."
  }
}

variable "force_destroy" {
  description = "Whether destroy also deletes every object and version. The lake is audit evidence: true only where it is disposable."
  type        = bool
  default     = false
}

variable "require_tls" {
  description = "Refuses requests by plain HTTP. False only where an emulator is reached by HTTP: there nothing could be written."
  type        = bool
  default     = true
  nullable    = false
}

variable "trail" {
  description = "Trail that may write here, by its ARN; null for none. Without the grant CloudTrail refuses to make the trail."
  type        = object({ arn = string })
  default     = null

  validation {
    condition     = var.trail == null ? true : can(regex("^arn:[a-z-]+:cloudtrail:[a-z0-9-]+:[0-9]{12}:trail/[^*]+$", var.trail.arn))
    error_message = "trail.arn is the ARN of one trail, with no wildcard."
  }
}

variable "notification" {
  description = "Queue that is notified of each new object under the prefix and with the suffix; null for none. Its policy must let this bucket send, or S3 refuses."
  type        = object({ queue_arn = string, prefix = string, suffix = optional(string, "") })
  default     = null

  validation {
    condition     = var.notification == null ? true : endswith(var.notification.prefix, "/")
    error_message = "notification.prefix ends in `/`: a reader that is notified of everything and writes here would be notified of its own objects."
  }
}
