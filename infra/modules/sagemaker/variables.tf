variable "name" {
  description = "Name of the notebook, its role and its lifecycle configuration. Changing it replaces the notebook and loses its volume."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,38}[a-z0-9]$", var.name))
    error_message = "name takes 2 to 40 lower-case letters, digits and `-`, a letter first and no `-` last."
  }
}

variable "instance_type" {
  description = "Instance type, beginning with ml. It is paid while the notebook runs, used or not."
  type        = string
  default     = "ml.t3.medium"

  validation {
    condition     = can(regex("^ml\\.[a-z0-9-]+\\.[a-z0-9]+$", var.instance_type))
    error_message = "instance_type looks like ml.t3.medium."
  }
}

variable "platform" {
  description = "Operating system and Jupyter of the notebook. The default is the newest that both provider majors take; with 6, notebook-al2023-v1 is newer. Changing it replaces the notebook."
  type        = string
  default     = "notebook-al2-v3"

  validation {
    condition     = can(regex("^notebook-al(2|2023)-v[0-9]$", var.platform))
    error_message = "platform looks like notebook-al2-v3."
  }
}

variable "volume_gb" {
  description = "GB of the notebook's encrypted volume; 5 to 1024. It can grow and never shrink, and is paid while the notebook is stopped too."
  type        = number
  default     = 10

  validation {
    condition     = var.volume_gb >= 5 && var.volume_gb <= 1024
    error_message = "volume_gb lies between 5 and 1024."
  }
}

variable "vpc_id" {
  description = "VPC of the notebook's security group."
  type        = string
}

variable "subnet_id" {
  description = "Private subnet. Without the endpoint sagemaker.api, or NAT, the notebook can't stop itself; without S3 it reads nothing."
  type        = string
}

variable "direct_internet_access" {
  description = "Whether the notebook reaches the internet through SageMaker's own network, beside every endpoint policy and flow log. For a first look at public data only."
  type        = bool
  default     = false
}

variable "idle_minutes" {
  description = "Minutes without use after which the notebook stops; 15 to 1440. A kernel at work is use."
  type        = number
  default     = 60

  validation {
    condition     = var.idle_minutes >= 15 && var.idle_minutes <= 1440 && floor(var.idle_minutes) == var.idle_minutes
    error_message = "idle_minutes is a whole number from 15 to 1440."
  }
}
