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

variable "prefixes" {
  description = "Prefixes of the lake, each ending in `/`, and the days until its objects move to infrequent access and are deleted; null for never."
  type = map(object({
    infrequent_access_after_days = optional(number)
    expire_after_days            = optional(number)
  }))
  default = {}

  validation {
    condition     = alltrue([for prefix, _ in var.prefixes : can(regex("^[a-z0-9][a-z0-9/_-]*/$", prefix))])
    error_message = "Each prefix begins with a letter or digit and ends in `/`; `events` alone would also match `events-old/`."
  }

  validation {
    condition     = alltrue([for p in var.prefixes : try(p.infrequent_access_after_days >= 30, p.infrequent_access_after_days == null)])
    error_message = "infrequent_access_after_days is 30 or more: S3 refuses an earlier move."
  }

  validation {
    condition = alltrue([
      for p in var.prefixes : p.expire_after_days == null ? true : p.expire_after_days >= 1 + coalesce(p.infrequent_access_after_days, 0)
    ])
    error_message = "expire_after_days is 1 or more, and later than infrequent_access_after_days."
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
