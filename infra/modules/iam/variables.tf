variable "name_prefix" {
  description = "First part of every name. Changing it replaces the role, and subscriptions stop until they are made again."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}$", var.name_prefix))
    error_message = "name_prefix takes 2 to 31 lower-case letters, digits and `-`, a letter first."
  }
}

variable "stream_arn" {
  description = "Stream the role may put records onto; any other is denied."
  type        = string
}

variable "kms_key_arn" {
  description = "Key of the stream; null where it uses `alias/aws/kinesis`. Without the grant that this makes, every record is denied."
  type        = string
  default     = null
}

variable "create_permissions_boundary" {
  description = "Whether to make a policy that bounds every role of the deployment. Accounts that demand a boundary of their own switch it off."
  type        = bool
  default     = true
}

variable "log_senders" {
  description = "Other accounts whose logs may come onto the stream: by account id, by organization, or both; null for none, and no role for them."
  type        = object({ account_ids = optional(list(string), []), organization_id = optional(string) })
  default     = null

  validation {
    condition     = var.log_senders == null ? true : alltrue([for id in var.log_senders.account_ids : can(regex("^[0-9]{12}$", id))])
    error_message = "Each of log_senders.account_ids is twelve digits."
  }

  validation {
    condition     = try(var.log_senders.organization_id, null) == null ? true : can(regex("^o-[a-z0-9]{10,32}$", var.log_senders.organization_id))
    error_message = "log_senders.organization_id looks like o-a1b2c3d4e5."
  }
}
