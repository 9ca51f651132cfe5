variable "name" {
  description = "Name of the topic. Changing it makes a new topic, and every subscriber has to confirm again."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,256}$", var.name))
    error_message = "name takes 1 to 256 letters, digits, `_` and `-`."
  }
}

variable "kms_key_arn" {
  description = "Key that encrypts messages at rest; null uses `alias/aws/sns`. Publishers need a grant on a key given here, or they are denied."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a KMS key, or null."
  }
}

variable "email_addresses" {
  description = "Addresses that receive every alert. An address that never confirms its subscription receives nothing."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for a in var.email_addresses : can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", a))])
    error_message = "Each of email_addresses looks like name@example.com."
  }
}

variable "publisher_services" {
  description = "AWS services that may publish for this account's resources, such as `cloudwatch.amazonaws.com`; any other service is denied."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for s in var.publisher_services : can(regex("^[a-z0-9-]+\\.amazonaws\\.com$", s))])
    error_message = "Each of publisher_services looks like cloudwatch.amazonaws.com."
  }

  # AWS managed keys have a policy that nobody can change, and it names no service: alarms would fail without a word.
  validation {
    condition     = length(var.publisher_services) == 0 || var.kms_key_arn != null
    error_message = "A service can't publish to a topic under alias/aws/sns: give kms_key_arn a key whose policy allows each of publisher_services."
  }
}
