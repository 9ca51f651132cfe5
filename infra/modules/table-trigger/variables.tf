variable "table_stream_arn" {
  description = "Stream of the table, read from its oldest change on. The function's role needs the read actions on it, or the mapping can't be made."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:dynamodb:[^:]*:[^:]*:table/[^/]+/stream/.+$", var.table_stream_arn))
    error_message = "table_stream_arn is the ARN of a table's stream, `<table>/stream/<label>`."
  }
}

variable "function_arn" {
  description = "Function that reads. It must answer with batchItemFailures: any other answer counts as a batch that failed whole."
  type        = string
}

variable "failure_bucket_arn" {
  description = "Bucket that keeps batches given up on. The function's role needs s3:PutObject and s3:ListBucket on it, or they are lost."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:s3:::", var.failure_bucket_arn))
    error_message = "failure_bucket_arn is the ARN of a bucket: a queue or topic would get the records' numbers without the records."
  }
}

variable "filter_patterns" {
  description = "Event filter patterns, JSON, of which a change has to match one; none lets every change through. At most five."
  type        = list(string)
  default     = []

  validation {
    condition     = length(var.filter_patterns) <= 5 && alltrue([for p in var.filter_patterns : can(jsondecode(p))])
    error_message = "filter_patterns are at most five, each of them JSON."
  }
}

variable "batch_size" {
  description = "Most changes a batch; 1 to 10000. Above the function's speed a batch times out and is halved again and again."
  type        = number
  default     = 500

  validation {
    condition     = var.batch_size >= 1 && var.batch_size <= 10000
    error_message = "batch_size lies between 1 and 10000."
  }
}

variable "batching_window_seconds" {
  description = "Seconds to wait for a fuller batch; 0 to 300. Alerts are late by as much."
  type        = number
  default     = 1

  validation {
    condition     = var.batching_window_seconds >= (var.batch_size > 10 ? 1 : 0) && var.batching_window_seconds <= 300
    error_message = "batching_window_seconds lies between 0 and 300, and is at least 1 where batch_size is above 10."
  }
}

variable "maximum_retry_attempts" {
  description = "Retries of a failed batch; 0 to 10000. Never -1, which retries until the changes expire and blocks the shard."
  type        = number
  default     = 20

  validation {
    condition     = var.maximum_retry_attempts >= 0 && var.maximum_retry_attempts <= 10000
    error_message = "maximum_retry_attempts lies between 0 and 10000; -1 would let one bad change block its shard."
  }
}

variable "maximum_record_age_seconds" {
  description = "Age at which a change is given up on; 60 to 82800 (23 hours): a table's stream forgets after 24 hours."
  type        = number
  default     = 43200

  validation {
    condition     = var.maximum_record_age_seconds >= 60 && var.maximum_record_age_seconds <= 82800
    error_message = "maximum_record_age_seconds lies between 60 and 82800: a table's stream keeps a change for 24 hours."
  }
}
