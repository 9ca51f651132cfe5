variable "archive" {
  description = "What the lake keeps: policy `redacted` keeps understood events without secrets, `payload` the raw records, under payloads/, for payload_retention_days; whether closed hours become Parquet, and how many minutes after its end an hour is closed. trail_events keeps a trail's events in the lake as well; without it they are in the trail's own bucket alone, and are counted several times faster. All raw records, those in quarantine, in failed batches and in the raw copy among them, have a key of their own: payload_readers are ARNs of the roles that may decrypt them beside compaction, such as one for `bellwether replay`."
  type = object({
    policy                 = optional(string, "redacted")
    payload_retention_days = optional(number, 90)
    compact                = optional(bool, true)
    settle_minutes         = optional(number, 90)
    trail_events           = optional(bool, true)
    payload_readers        = optional(list(string), [])
  })
  default = {}

  validation {
    condition     = contains(["redacted", "payload"], var.archive.policy)
    error_message = "archive.policy is redacted or payload."
  }

  validation {
    condition     = var.archive.policy != "payload" || var.archive.compact
    error_message = "archive.policy payload needs archive.compact: without it no event could be asked for."
  }

  validation {
    condition     = var.archive.payload_retention_days >= 1 && var.archive.settle_minutes >= 1 && var.archive.settle_minutes <= 10080
    error_message = "archive.payload_retention_days is 1 or more, archive.settle_minutes lies between 1 and 10080 (a week)."
  }

  # Raw records expire whether they were compacted or not; two days are left for what is late, or for a compaction that fails.
  validation {
    condition     = var.archive.payload_retention_days * 1440 >= var.archive.settle_minutes + 2880
    error_message = "archive.payload_retention_days is two days longer than archive.settle_minutes at least: raw records must not expire before they were compacted."
  }

  validation {
    condition     = alltrue([for arn in var.archive.payload_readers : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:(role|user)/[^*?]+$", arn))])
    error_message = "archive.payload_readers are whole ARNs of roles or users of this account, without a wildcard."
  }
}

variable "redact" {
  description = "Classes of secrets and private data taken out of messages and fields, on top of the default, which leaves addresses in: `ip` takes them out as well (rules then see none), `-email` leaves addresses of mail in; docs/cli.md lists the classes."
  type        = string
  default     = "default"

  validation {
    condition     = trimspace(var.redact) != "" && alltrue([for word in compact(split(",", replace(var.redact, " ", ","))) : contains(concat(["default", "all", "none"], flatten([for name in local.redaction_classes : [name, "-${name}"]])), lower(word))])
    error_message = "redact holds names of classes, each with or without a minus, or default, all, none: ${join(", ", local.redaction_classes)}."
  }
}

locals {
  # packages/redaction/src/redaction-class.ts has them; a test compares.
  redaction_classes = ["private-key", "url-password", "aws-access-key", "aws-secret-key", "jwt", "bearer-token", "basic-auth", "api-token", "webhook", "signature", "session", "password", "secret", "email", "card", "iban", "national-id", "birth-date", "phone", "mac", "vin", "ip"]
}
