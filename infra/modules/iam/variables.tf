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
