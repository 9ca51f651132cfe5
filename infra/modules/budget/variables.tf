variable "name" {
  description = "Name of the budget, one of its kind in the account. Changing it makes a new one, without the old one's history."
  type        = string

  validation {
    condition     = can(regex("^[^:\\\\]{1,100}$", var.name))
    error_message = "name takes 1 to 100 characters, and neither `:` nor a backslash."
  }
}

variable "monthly_usd" {
  description = "US dollars a month that are expected. A budget notifies; it stops nothing."
  type        = number

  validation {
    condition     = var.monthly_usd > 0
    error_message = "monthly_usd is more than 0."
  }
}

variable "notifications" {
  description = "When to notify: percent of the budget, ACTUAL for what was spent and FORECASTED for what the month will come to. AWS forecasts after five weeks of use."
  type = list(object({
    percent = number
    type    = optional(string, "ACTUAL")
  }))
  default = [{ percent = 80 }, { percent = 100 }, { percent = 100, type = "FORECASTED" }]

  validation {
    condition     = length(var.notifications) >= 1 && length(var.notifications) <= 10 && length(distinct(var.notifications)) == length(var.notifications)
    error_message = "notifications holds one to ten, each once: AWS takes no more for a budget."
  }

  validation {
    condition     = alltrue([for n in var.notifications : n.percent > 0 && n.percent <= 1000 && contains(["ACTUAL", "FORECASTED"], n.type)])
    error_message = "Each of notifications has a percent above 0 and a type, ACTUAL or FORECASTED."
  }
}

variable "email_addresses" {
  description = "Addresses that are notified, ten at most. Unlike a topic's, they need not confirm."
  type        = list(string)
  default     = []

  validation {
    condition     = length(var.email_addresses) <= 10 && alltrue([for a in var.email_addresses : can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", a))])
    error_message = "email_addresses holds ten at the most, each like name@example.com."
  }

  validation {
    condition     = length(var.email_addresses) > 0 || var.topic_arn != null
    error_message = "A budget needs somebody to notify: give email_addresses or topic_arn."
  }
}

variable "topic_arn" {
  description = "Topic that is notified; null for none. Its policy and its key must allow budgets.amazonaws.com, or it receives nothing."
  type        = string
  default     = null

  validation {
    condition     = var.topic_arn == null || can(regex("^arn:[a-z-]+:sns:", var.topic_arn))
    error_message = "topic_arn is the ARN of an SNS topic, or null."
  }
}

variable "tag" {
  description = "Tag whose cost counts, by key and value; null counts the whole account. It must be activated for cost allocation, or the sum stays zero."
  type        = object({ key = string, value = string })
  default     = null
}
