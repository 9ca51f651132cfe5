variable "archive" {
  description = "What the lake keeps: policy `redacted` keeps understood events without secrets, `payload` the records as they came, under payloads/, for payload_retention_days; whether closed hours become Parquet, and how many minutes behind its end an hour is closed. CloudTrail is always `redacted`: its files lie in the trail's bucket."
  type = object({
    policy                 = optional(string, "redacted")
    payload_retention_days = optional(number, 90)
    compact                = optional(bool, true)
    settle_minutes         = optional(number, 90)
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
}
