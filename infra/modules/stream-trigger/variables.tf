variable "stream_arn" {
  description = "Stream that is read, from its oldest record on. The function's role needs the read actions on it, or the mapping can't be made."
  type        = string
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

variable "batch_size" {
  description = "Most records a batch; 1 to 10000. Above the function's speed a batch times out and is halved again and again."
  type        = number
  default     = 500

  validation {
    condition     = var.batch_size >= 1 && var.batch_size <= 10000
    error_message = "batch_size lies between 1 and 10000."
  }
}

variable "batching_window_seconds" {
  description = "Seconds to wait for a fuller batch; 0 to 300. A finding is late by as much."
  type        = number
  default     = 5

  validation {
    condition     = var.batching_window_seconds >= (var.batch_size > 10 ? 1 : 0) && var.batching_window_seconds <= 300
    error_message = "batching_window_seconds lies between 0 and 300, and is at least 1 where batch_size is above 10."
  }
}

variable "maximum_retry_attempts" {
  description = "Retries of a failed batch; 0 to 10000. Never -1, which retries until the records expire and blocks the shard."
  type        = number
  default     = 5

  validation {
    condition     = var.maximum_retry_attempts >= 0 && var.maximum_retry_attempts <= 10000
    error_message = "maximum_retry_attempts lies between 0 and 10000; -1 would let one bad record block its shard."
  }
}

variable "maximum_record_age_seconds" {
  description = "Age at which a record is given up on; 60 to 604800, and below the stream's retention, or records expire unseen."
  type        = number
  default     = 86400

  validation {
    condition     = var.maximum_record_age_seconds >= 60 && var.maximum_record_age_seconds <= 604800
    error_message = "maximum_record_age_seconds lies between 60 and 604800 (7 days); -1 would let one bad record block its shard."
  }
}

variable "parallelization_factor" {
  description = "Batches of one shard in work side by side; 1 to 10. Above 1 the function must keep its counters a partition key (STREAM_PARALLELISATION_FACTOR), or counts are lost."
  type        = number
  default     = 1

  validation {
    condition     = var.parallelization_factor >= 1 && var.parallelization_factor <= 10 && floor(var.parallelization_factor) == var.parallelization_factor
    error_message = "parallelization_factor is a whole number between 1 and 10."
  }
}
