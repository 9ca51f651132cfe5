variable "database_name" {
  description = "Name of the Glue database. Changing it replaces database and table; the lake stays as it is."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,127}$", var.database_name))
    error_message = "database_name takes lower-case letters, digits and `_`: Athena can't name others without quotes."
  }
}

variable "workgroup_name" {
  description = "Name of the Athena workgroup. Changing it replaces it and ends its history."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9._-]{1,128}$", var.workgroup_name))
    error_message = "workgroup_name takes 1 to 128 letters, digits, `.`, `_` and `-`."
  }
}

variable "bucket_name" {
  description = "Bucket of the lake, with its events under `events/`. Query results go into it too, under their own prefix."
  type        = string
}

variable "results_prefix" {
  description = "Prefix of query results, ending in `/`. Results quote events: give the prefix an expiry, or they outlive what they quote."
  type        = string
  default     = "athena-results/"

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9/_-]*/$", var.results_prefix)) && !startswith(var.results_prefix, "events/")
    error_message = "results_prefix ends in `/` and does not begin with events/, where results would be read as events."
  }
}

variable "datasets" {
  description = "Datasets of events, as the path names them. Events of one that is left out are in the lake and in no answer."
  type        = list(string)
  default     = ["cloudtrail", "vpc-flow", "eks", "ec2", "lambda", "alb", "s3-access", "waf", "guardduty", "route53", "cloudfront", "api-gateway", "rds", "config", "application"]

  validation {
    condition     = length(var.datasets) > 0 && alltrue([for s in var.datasets : can(regex("^[a-z0-9-]+$", s))])
    error_message = "datasets holds one or more names of lower-case letters, digits and `-`."
  }
}

variable "retention_days" {
  description = "Days the lake keeps events. A query that names no date looks into so many days of partitions, and into none before."
  type        = number
  default     = 400

  validation {
    condition     = var.retention_days >= 1 && floor(var.retention_days) == var.retention_days
    error_message = "retention_days is a whole number, 1 or more."
  }
}

variable "most_scanned_bytes" {
  description = "Bytes a query may read before it is stopped, 10485760 (10 MiB, Athena's least) or more; each TiB is billed."
  type        = number
  default     = 107374182400

  validation {
    condition     = var.most_scanned_bytes >= 10485760
    error_message = "most_scanned_bytes is 10485760 or more: Athena takes no lower limit."
  }
}

variable "kms_key_arn" {
  description = "Key that encrypts results; null uses SSE-S3. Who asks needs a grant on a key given here, or every query fails."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a KMS key, or null."
  }
}

variable "create_named_query" {
  description = "Whether the view's text is kept as a query in the workgroup. Emulators lack named queries."
  type        = bool
  default     = true
}

variable "force_destroy" {
  description = "Whether destroy deletes the workgroup with its queries' history; otherwise it refuses."
  type        = bool
  default     = false
}
