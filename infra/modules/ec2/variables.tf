variable "name" {
  description = "Name of the machine, its role, its log group and its parameter. Changing it replaces all of them."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,39}$", var.name))
    error_message = "name takes 2 to 40 lower-case letters, digits and `-`, a letter first."
  }
}

variable "vpc_id" {
  description = "VPC of the machine's security group."
  type        = string
}

variable "subnet_id" {
  description = "Private subnet. It needs a way to SSM, its message services, CloudWatch, CloudWatch Logs and S3, or the agent is never installed."
  type        = string
}

variable "instance_type" {
  description = "Instance type; a Graviton one such as t4g.small gets an arm64 image. Changing it restarts the machine."
  type        = string
  default     = "t4g.small"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]*\\.[a-z0-9-]+$", var.instance_type))
    error_message = "instance_type looks like t4g.small."
  }
}

variable "image_id" {
  description = "Image to start from; null takes the newest Amazon Linux 2023. Another system needs the agent's package under the same name."
  type        = string
  default     = null

  validation {
    condition     = var.image_id == null || can(regex("^ami-[0-9a-f]{8,17}$", var.image_id))
    error_message = "image_id looks like ami-0123456789abcdef0, or is null."
  }
}

variable "volume_gb" {
  description = "GB of the encrypted root volume; 8 to 1024. It can grow in place and never shrink."
  type        = number
  default     = 16

  validation {
    condition     = var.volume_gb >= 8 && var.volume_gb <= 1024
    error_message = "volume_gb lies between 8 and 1024."
  }
}

variable "log_files" {
  description = "Files to collect: path, the pattern an event's first line matches (`{timestamp_format}` for the time itself), and the time's format, in UTC. Changing it replaces the machine."
  type = list(object({
    path                     = string
    timestamp_format         = optional(string)
    multi_line_start_pattern = optional(string)
  }))
  nullable = false
  default = [
    { path = "/var/log/audit/audit.log" },
    {
      path                     = "/var/log/cloud-init.log"
      timestamp_format         = "%Y-%m-%d %H:%M:%S"
      multi_line_start_pattern = "{timestamp_format}" # A Python trace stays with the line that caused it.
    },
  ]

  validation {
    condition     = length(var.log_files) > 0 && alltrue([for f in var.log_files : startswith(f.path, "/")])
    error_message = "log_files holds at least one file, each by its absolute path."
  }

  validation {
    condition     = length(distinct([for f in var.log_files : trimsuffix(basename(f.path), ".log")])) == length(var.log_files)
    error_message = "Each of log_files has a file name of its own: the log stream is named after it."
  }

  validation {
    condition     = alltrue([for f in var.log_files : f.timestamp_format != null if f.multi_line_start_pattern == "{timestamp_format}"])
    error_message = "multi_line_start_pattern {timestamp_format} needs a timestamp_format, or the agent doesn't start."
  }
}

variable "log_retention_days" {
  description = "Days the machine's logs are kept; one of the values CloudWatch Logs takes. The agent gets the same number."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days is one of the values CloudWatch Logs takes, such as 7, 30, 90 or 365; never 0, which keeps logs for ever."
  }
}

variable "kms_key_arn" {
  description = "Key of volume and log group; null uses the account's own. Its policy must allow CloudWatch Logs, or the log group fails."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a KMS key, or null."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds the role; null for none. One without SSM's actions locks everybody out of the machine."
  type        = string
  default     = null
}
