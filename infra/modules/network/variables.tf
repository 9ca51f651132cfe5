variable "name" {
  description = "Name of the VPC and first part of all names in it. Changing it replaces the flow log's group and loses what it holds."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,39}$", var.name))
    error_message = "name takes 2 to 40 lower-case letters, digits and `-`, a letter first."
  }
}

variable "cidr" {
  description = "Addresses of the VPC, /16 to /22. Changing it replaces everything inside; one that overlaps a peer's can never be peered."
  type        = string
  default     = "10.60.0.0/20"

  validation {
    condition     = can(cidrnetmask(var.cidr)) && try(tonumber(split("/", var.cidr)[1]) >= 16 && tonumber(split("/", var.cidr)[1]) <= 22, false)
    error_message = "cidr is an IPv4 range from /16 to /22, such as 10.60.0.0/20."
  }

  validation {
    condition     = can(regex("^(10|172\\.(1[6-9]|2[0-9]|3[01])|192\\.168)\\.", var.cidr))
    error_message = "cidr is private: in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16."
  }
}

variable "zone_count" {
  description = "Availability zones with a private subnet each: 2 or 3. Clusters refuse fewer than two."
  type        = number
  default     = 2

  validation {
    condition     = contains([2, 3], var.zone_count)
    error_message = "zone_count is 2 or 3."
  }
}

variable "interface_endpoints" {
  description = "AWS services to reach without the internet, by the last part of the endpoint's name, such as logs or ecr.api. Each is paid by the hour and zone."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for s in var.interface_endpoints : can(regex("^[a-z][a-z0-9.-]*[a-z0-9]$", s)) && !startswith(s, "com.amazonaws")])
    error_message = "Each of interface_endpoints is the last part of an endpoint's name, such as logs, and not com.amazonaws.<region>.logs."
  }

  validation {
    condition     = length(setintersection(var.interface_endpoints, ["s3", "dynamodb"])) == 0
    error_message = "s3 and dynamodb are reached by their gateways, which cost nothing: leave them out of interface_endpoints."
  }
}

variable "nat" {
  description = "Whether private subnets reach the internet through one NAT gateway, paid by the hour and gigabyte. Without it only endpoints are reached."
  type        = bool
  default     = false
}

variable "flow_logs" {
  description = "Days flow logs are kept, seconds a record sums up (60 or 600), and the record's fields in order; no fields means AWS's default format."
  type = object({
    retention_days   = optional(number, 30)
    interval_seconds = optional(number, 60)
    fields           = optional(list(string), [])
  })
  default = {}

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.flow_logs.retention_days)
    error_message = "flow_logs.retention_days is one of the values CloudWatch Logs takes, such as 7, 30, 90 or 365; never 0, which keeps logs for ever."
  }

  validation {
    condition     = contains([60, 600], var.flow_logs.interval_seconds)
    error_message = "flow_logs.interval_seconds is 60 or 600."
  }

  # CloudWatch gets no header line: a reader must recognise the layout from the record.
  validation {
    condition     = alltrue([for f in var.flow_logs.fields : can(regex("^[a-z]+(-[a-z0-9]+)*$", f))]) && length(distinct(var.flow_logs.fields)) == length(var.flow_logs.fields)
    error_message = "flow_logs.fields names each field once and bare, such as srcaddr or tcp-flags."
  }
}

variable "kms_key_arn" {
  description = "Key of the flow log's group; null uses the one CloudWatch Logs owns. Its policy must allow CloudWatch Logs, or the group fails."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a KMS key, or null."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds the role whatever its statements say; null for none."
  type        = string
  default     = null
}
