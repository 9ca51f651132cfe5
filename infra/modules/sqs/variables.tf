variable "name" {
  description = "Name of the queue. Changing it makes an empty queue and loses the events waiting in the old one."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,80}$", var.name))
    error_message = "name takes 1 to 80 letters, digits, `_` and `-`."
  }
}

variable "retention_days" {
  description = "Days a failed event waits before it is lost; 1 to 14."
  type        = number
  default     = 14

  validation {
    condition     = var.retention_days >= 1 && var.retention_days <= 14
    error_message = "retention_days lies between 1 and 14."
  }
}
