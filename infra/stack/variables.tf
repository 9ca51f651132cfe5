variable "name_prefix" {
  description = "First part of every name. Changing it makes a second deployment and leaves the first one's data behind."
  type        = string

  # The longest name made of it is a role's, `<prefix>-execute-remediation`, and the bucket adds account and region.
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", var.name_prefix))
    error_message = "name_prefix takes 2 to 20 lower-case letters, digits and `-`, begins with a letter and does not end in `-`."
  }
}

variable "package_dir" {
  description = "Folder of the built functions: `<folder>/<function>/dist/<function>.zip`. A plan fails where a zip is missing."
  type        = string
}

variable "functions_dir" {
  description = "Folder of the functions' contracts: `<folder>/<function>/env.contract.json`. A plan fails where one is missing."
  type        = string
}

variable "emulator" {
  description = "What stands in for AWS: none, moto or localstack. Anything but none switches off what emulators lack."
  type        = string
  default     = "none"

  validation {
    condition     = contains(["none", "moto", "localstack"], var.emulator)
    error_message = "emulator is none, moto or localstack."
  }
}

variable "disposable" {
  description = "Whether destroy may delete lake and tables with all they hold. True for a demo, never for evidence."
  type        = bool
  default     = false
}

variable "kms_key_arn" {
  description = "Key for everything at rest; null makes one. Its policy must allow CloudWatch and CloudWatch Logs, or alarms and log groups fail."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a KMS key, or null."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds every role; null makes one."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary_arn == null || can(regex("^arn:[a-z-]+:iam:.*:policy/", var.permissions_boundary_arn))
    error_message = "permissions_boundary_arn is the ARN of an IAM policy, or null."
  }
}

variable "runtime" {
  description = "Lambda runtime of every function. The emulators know none after nodejs22.x."
  type        = string
  default     = "nodejs22.x"

  validation {
    condition     = var.emulator == "none" || var.runtime == "nodejs22.x"
    error_message = "runtime is nodejs22.x on an emulator: it runs no later one."
  }
}

variable "architecture" {
  description = "Architecture of every function: arm64, or x86_64 where a package was built for it or the emulator's machine has it."
  type        = string
  default     = "arm64"

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "architecture is arm64 or x86_64."
  }
}
