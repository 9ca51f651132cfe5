variable "cold_storage" {
  description = "Days until objects move to infrequent access (30 or more), Glacier and Deep Archive, by bucket; null for never. A colder class is cheaper to keep, dearer and slower to read: Athena reads none of the last two."
  type = object({
    lake = optional(object({
      infrequent_access_after_days = optional(number, 30)
      glacier_after_days           = optional(number)
      deep_archive_after_days      = optional(number)
    }), {})
    audit = optional(object({
      infrequent_access_after_days = optional(number, 90)
      glacier_after_days           = optional(number, 365)
      deep_archive_after_days      = optional(number)
    }), {})
    reports = optional(object({
      infrequent_access_after_days = optional(number, 90)
      glacier_after_days           = optional(number)
      deep_archive_after_days      = optional(number)
    }), {})
  })
  default = {}

  # The buckets' module judges the order of the steps; here stands what no bucket alone can see.
  validation {
    condition     = max(0, [for days in values(var.cold_storage.lake) : days if days != null]...) < var.event_retention_days
    error_message = "cold_storage.lake moves events after event_retention_days: they would be gone before."
  }

  validation {
    condition     = max(0, [for days in values(var.cold_storage.reports) : days if days != null]...) < var.reports.retention_days
    error_message = "cold_storage.reports moves reports after reports.retention_days: they would be gone before."
  }
}
