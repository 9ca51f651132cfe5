variable "name" {
  description = "Name of the function, its role, its log group and its metrics. Changing it replaces all of them."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,64}$", var.name))
    error_message = "name takes 1 to 64 letters, digits, `_` and `-`."
  }
}

variable "description" {
  description = "What the function answers for, in one sentence."
  type        = string
}

variable "package_path" {
  description = "Path of the built zip, whose root holds handler.mjs or handler.js. A plan fails where the file is missing."
  type        = string
}

variable "contract_path" {
  description = "Path of the function's env.contract.json. A plan fails where the environment and the contract differ."
  type        = string
}

variable "environment" {
  description = "The function's variables by name. One that the contract requires and this lacks, or the reverse, fails the plan."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.environment) : can(regex("^[A-Z][A-Z0-9_]*$", name)) && !startswith(name, "AWS_")])
    error_message = "Names in environment are upper case and don't begin with AWS_, which Lambda keeps for itself."
  }
}

variable "metrics_namespace" {
  description = "CloudWatch namespace of the function's own metrics. Alarms read the same name: a different one never fires."
  type        = string
  default     = "Bellwether"
}

variable "log_level" {
  description = "Least severe level that is logged: DEBUG, INFO, WARN or ERROR. DEBUG costs log storage on every record."
  type        = string
  default     = "INFO"

  validation {
    condition     = contains(["DEBUG", "INFO", "WARN", "ERROR"], var.log_level)
    error_message = "log_level is DEBUG, INFO, WARN or ERROR."
  }
}
