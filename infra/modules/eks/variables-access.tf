variable "public_access_cidrs" {
  description = "Addresses that reach the cluster's API from outside the VPC; none by default, so it has no public endpoint."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for c in var.public_access_cidrs : try(can(cidrnetmask(c)) && tonumber(split("/", c)[1]) >= 8, false)])
    error_message = "Each of public_access_cidrs is an IPv4 range of /8 or narrower: 0.0.0.0/0 opens the cluster to everyone."
  }
}

variable "admin_role_arns" {
  description = "Roles that administer the cluster. Without one nobody can until an access entry is added: its maker has no rights in it."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for a in var.admin_role_arns : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:(role|user)/", a))])
    error_message = "Each of admin_role_arns is the ARN of an IAM role or user; a session's ARN of sts never matches."
  }
}

variable "secrets_key" {
  description = "Key for the cluster's secrets at rest; null leaves them under the key EKS owns. It can be set once and never removed or changed."
  type        = object({ arn = string }) # An object, so that a plan knows there is one before the key itself stands.
  default     = null

  validation {
    condition     = var.secrets_key == null ? true : can(regex("^arn:[a-z-]+:kms:", var.secrets_key.arn))
    error_message = "secrets_key.arn is the ARN of a KMS key."
  }
}

variable "log_key_arn" {
  description = "Key of the log groups; null uses the one CloudWatch Logs owns. Its policy must allow CloudWatch Logs, or the groups fail."
  type        = string
  default     = null

  validation {
    condition     = var.log_key_arn == null || can(regex("^arn:[a-z-]+:kms:", var.log_key_arn))
    error_message = "log_key_arn is the ARN of a KMS key, or null."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds the three roles; null for none. One too narrow for EKS keeps the cluster from starting."
  type        = string
  default     = null
}

variable "has_access_entries_and_addons" {
  description = "False only on an emulator that lacks access entries, add-ons and pod identities; no log agent runs there."
  type        = bool
  default     = true
  nullable    = false
}
