variable "name" {
  description = "Name of the cluster and first part of its roles and log groups. Changing it replaces all of them."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,39}$", var.name))
    error_message = "name takes 2 to 40 lower-case letters, digits and `-`, a letter first."
  }
}

variable "kubernetes_version" {
  description = "Version such as 1.33; null takes the newest that EKS offers when the cluster is made. A cluster can't go back."
  type        = string
  default     = null

  validation {
    condition     = var.kubernetes_version == null || can(regex("^1\\.[0-9]{2}$", var.kubernetes_version))
    error_message = "kubernetes_version looks like 1.33, or is null."
  }
}

variable "subnet_ids" {
  description = "Private subnets of control plane and nodes, in two zones or more. They need a way to EKS, EC2, ECR, STS and CloudWatch Logs, or nodes never join."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "subnet_ids holds two or more: EKS refuses a single zone."
  }
}

variable "log_types" {
  description = "What the control plane logs. Without audit and authenticator nobody can say who did what in the cluster."
  type        = list(string)
  default     = ["api", "audit", "authenticator"]

  validation {
    condition     = alltrue([for t in var.log_types : contains(["api", "audit", "authenticator", "controllerManager", "scheduler"], t)])
    error_message = "Each of log_types is api, audit, authenticator, controllerManager or scheduler."
  }

  validation {
    condition     = contains(var.log_types, "audit")
    error_message = "log_types holds audit: what happens in the cluster is what there is to watch."
  }
}

variable "log_retention_days" {
  description = "Days the logs of control plane and containers are kept; one of the values CloudWatch Logs takes."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days is one of the values CloudWatch Logs takes, such as 7, 30, 90 or 365; never 0, which keeps logs for ever."
  }
}

variable "nodes" {
  description = "The node group: fewest and most nodes, instance types of one processor kind (x86_64), and GB of each encrypted volume."
  type = object({
    min            = optional(number, 1)
    max            = optional(number, 3)
    instance_types = optional(list(string), ["t3.medium"])
    volume_gb      = optional(number, 20)
  })
  default = {}

  validation {
    condition     = var.nodes.min >= 1 && var.nodes.max >= var.nodes.min && var.nodes.max <= 100
    error_message = "nodes.min is 1 or more, and nodes.max from there to 100."
  }

  validation {
    condition     = length(var.nodes.instance_types) > 0 && alltrue([for t in var.nodes.instance_types : can(regex("^[a-z][a-z0-9-]*\\.[a-z0-9-]+$", t))])
    error_message = "nodes.instance_types names at least one type, such as t3.medium."
  }

  validation {
    condition     = var.nodes.volume_gb >= 20
    error_message = "nodes.volume_gb is 20 or more: the image alone takes most of less."
  }
}
