variable "workloads" {
  description = "What to set up besides the core, each part null for none: network, cluster (EKS), machine (EC2), repositories (ECR) and notebook (SageMaker). All but the repositories are paid for by the hour. Their logs are watched unless `watched` is false."
  type = object({
    watched      = optional(bool, true)
    repositories = optional(set(string), [])
    network = optional(object({
      cidr                = optional(string, "10.60.0.0/20")
      zone_count          = optional(number, 2)
      nat                 = optional(bool, false)
      interface_endpoints = optional(list(string), [])
      flow_log_fields     = optional(list(string), [])
    }))
    cluster = optional(object({
      kubernetes_version  = optional(string)
      log_types           = optional(list(string), ["api", "audit", "authenticator"])
      encrypt_secrets     = optional(bool, true)
      public_access_cidrs = optional(list(string), [])
      admin_role_arns     = optional(set(string), [])
      nodes = optional(object({
        min            = optional(number, 1)
        max            = optional(number, 3)
        instance_types = optional(list(string), ["t3.medium"])
        volume_gb      = optional(number, 20)
      }), {})
    }))
    machine = optional(object({
      instance_type = optional(string, "t4g.small")
      image_id      = optional(string)
      log_files = optional(list(object({
        path                     = string
        timestamp_format         = optional(string)
        multi_line_start_pattern = optional(string)
      })))
    }))
    notebook = optional(object({
      instance_type          = optional(string, "ml.t3.medium")
      idle_minutes           = optional(number, 60)
      direct_internet_access = optional(bool, false)
      make_log_group         = optional(bool, true)
    }))
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.workloads.network != null || (var.workloads.cluster == null && var.workloads.machine == null && var.workloads.notebook == null)
    error_message = "workloads: cluster, machine and notebook stand in a network of their own; set network, if only to {}."
  }
}

variable "budget" {
  description = "US dollars a month that the account is expected to cost, and who is notified by mail before it does; null for none, no emails for alert_emails."
  type        = object({ monthly_usd = number, emails = optional(list(string)) })
  default     = null

  validation {
    condition     = var.budget == null ? true : length(var.budget.emails == null ? var.alert_emails : var.budget.emails) > 0
    error_message = "A budget needs somebody to notify: give it emails, or the deployment alert_emails."
  }
}
