variable "repositories" {
  description = "Names of the repositories, each with as many `/` as wanted. Taking one away deletes it, where force_delete allows or it is empty."
  type        = set(string)

  validation {
    condition     = alltrue([for r in var.repositories : can(regex("^[a-z0-9]+([._/-][a-z0-9]+)*$", r)) && length(r) >= 2 && length(r) <= 256])
    error_message = "Each of repositories takes 2 to 256 lower-case letters and digits, with single `.`, `_`, `-` or `/` between them."
  }
}

variable "kept_images" {
  description = "Images each repository keeps, newest first; 1 to 1000. A rollback past them is not possible."
  type        = number
  default     = 20

  validation {
    condition     = var.kept_images >= 1 && var.kept_images <= 1000
    error_message = "kept_images lies between 1 and 1000."
  }
}

variable "untagged_days" {
  description = "Days an image without a tag is kept; 1 or more."
  type        = number
  default     = 7

  validation {
    condition     = var.untagged_days >= 1
    error_message = "untagged_days is 1 or more."
  }
}

variable "kms_key_arn" {
  description = "Key of the image layers; null uses the one ECR owns. Changing it replaces the repositories and loses their images."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a KMS key, or null."
  }
}

variable "force_delete" {
  description = "Whether destroy also deletes a repository that holds images. True only where they can be built again."
  type        = bool
  default     = false
}
