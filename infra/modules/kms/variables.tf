variable "name" {
  description = "Alias of the key, without `alias/`. Two deployments with one name in an account collide."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9/_-]{1,200}$", var.name)) && !startswith(var.name, "aws/")
    error_message = "name takes 1 to 200 letters, digits, `/`, `_` and `-`, and must not begin with `aws/`, which AWS keeps for itself."
  }
}

variable "description" {
  description = "What the key protects, for whoever finds it in the console before deleting it."
  type        = string
}

variable "deletion_window_days" {
  description = "Days between asking for the key's deletion and losing everything it encrypted; 7 to 30."
  type        = number
  default     = 30

  validation {
    condition     = var.deletion_window_days >= 7 && var.deletion_window_days <= 30
    error_message = "deletion_window_days lies between 7 and 30."
  }
}

variable "trail" {
  description = "Trail that may encrypt its files with the key, by its ARN; null for none. Without the grant CloudTrail refuses to make the trail."
  type        = object({ arn = string })
  default     = null

  validation {
    condition     = var.trail == null ? true : can(regex("^arn:[a-z-]+:cloudtrail:[a-z0-9-]+:[0-9]{12}:trail/[^*]+$", var.trail.arn))
    error_message = "trail.arn is the ARN of one trail, with no wildcard."
  }
}

variable "objects" {
  description = "Makes it the key of objects of some buckets, which the account's IAM alone opens to nobody: ARNs of the roles that write them (encrypt) and read them (decrypt). null makes it a key for everything."
  type = object({
    bucket_arns = list(string)
    writer_arns = list(string)
    reader_arns = list(string)
  })
  default = null

  validation {
    condition = var.objects == null ? true : alltrue([
      for arn in concat(var.objects.writer_arns, var.objects.reader_arns) : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:(role|user)/[^*?]+$", arn))
    ])
    error_message = "objects.writer_arns and objects.reader_arns are whole ARNs of roles or users: a wildcard would let in whoever comes next."
  }
}
