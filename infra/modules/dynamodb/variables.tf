variable "name" {
  description = "Name of the table. Changing it makes an empty table and leaves the old items behind."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_.-]{3,255}$", var.name))
    error_message = "name takes 3 to 255 letters, digits, `_`, `.` and `-`."
  }
}

variable "hash_key" {
  description = "Partition key: attribute name and type (S, N or B). Changing it replaces the table and loses its items."
  type        = object({ name = string, type = optional(string, "S") })

  validation {
    condition     = contains(["S", "N", "B"], var.hash_key.type)
    error_message = "The type of hash_key is S, N or B."
  }
}

variable "range_key" {
  description = "Sort key, or null for none. Changing it replaces the table and loses its items."
  type        = object({ name = string, type = optional(string, "S") })
  default     = null

  validation {
    condition     = var.range_key == null ? true : contains(["S", "N", "B"], var.range_key.type)
    error_message = "The type of range_key is S, N or B."
  }
}

variable "indexes" {
  description = "Global secondary indexes. An index can be added or dropped in place, and is dropped and made anew when its projection changes; queries on one that is not there fail at once."
  type = list(object({
    name       = string
    hash_key   = object({ name = string, type = optional(string, "S") })
    range_key  = optional(object({ name = string, type = optional(string, "S") }))
    projection = optional(string, "ALL")
    include    = optional(list(string), [])
  }))
  default = []

  validation {
    condition     = length(distinct(var.indexes[*].name)) == length(var.indexes)
    error_message = "Each index has a name of its own."
  }

  validation {
    condition     = alltrue([for i in var.indexes : contains(["ALL", "KEYS_ONLY", "INCLUDE"], i.projection)])
    error_message = "The projection of an index is ALL, KEYS_ONLY or INCLUDE."
  }

  validation {
    condition     = alltrue([for i in var.indexes : (i.projection == "INCLUDE") == (length(i.include) > 0)])
    error_message = "An index whose projection is INCLUDE names in include what it holds beside the keys, and no other does."
  }

  validation {
    condition     = alltrue([for i in var.indexes : alltrue([for k in concat([i.hash_key], i.range_key[*]) : contains(["S", "N", "B"], k.type)])])
    error_message = "The type of an index key is S, N or B."
  }
}

variable "max_read_units" {
  description = "Ceiling of on-demand read units a second, a cap on cost; reads above it are throttled. Null for none."
  type        = number
  default     = null

  validation {
    condition     = var.max_read_units == null ? true : var.max_read_units >= 1
    error_message = "max_read_units is 1 or more, or null for no ceiling."
  }
}

variable "max_write_units" {
  description = "Ceiling of on-demand write units a second, a cap on cost; writes above it are throttled and batches are retried. Null for none."
  type        = number
  default     = null

  validation {
    condition     = var.max_write_units == null ? true : var.max_write_units >= 1
    error_message = "max_write_units is 1 or more, or null for no ceiling."
  }
}

variable "point_in_time_recovery" {
  description = "Whether the table can be restored to any second of the last 35 days."
  type        = bool
  default     = true
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete the table. True also stops terraform destroy until it is switched off."
  type        = bool
  default     = true
}

variable "kms_key_arn" {
  description = "Key that encrypts the items; null uses the key AWS owns. Callers need kms:Decrypt on a key given here, or every call is denied."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a KMS key, or null."
  }
}

variable "stream" {
  description = "Whether the table has a stream of its changes. Switching it off loses what its readers have not read."
  type        = bool
  default     = false
}
