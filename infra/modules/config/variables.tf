variable "name_prefix" {
  description = "First part of the parameters' path, `/<prefix>/alerts/`. Changing it makes new parameters and removes the old ones."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}$", var.name_prefix)) && !can(regex("^(aws|ssm)", var.name_prefix))
    error_message = "name_prefix takes 2 to 31 lower-case letters, digits and `-`, and begins with neither aws nor ssm, which AWS keeps for itself."
  }
}

variable "thresholds" {
  description = "When a finding is told: its least severity, its least anomaly score in [0, 1], and the minutes (1 to 1440) in which one matter is told once."
  type = object({
    alertMinSeverity = optional(string, "WARNING")
    anomalyMinScore  = optional(number, 0.8)
    cooldownMinutes  = optional(number, 360)
  })
  default = {}

  validation {
    condition     = contains(["CRITICAL", "ERROR", "WARNING", "INFO", "DEBUG", "TRACE"], var.thresholds.alertMinSeverity)
    error_message = "thresholds.alertMinSeverity is CRITICAL, ERROR, WARNING, INFO, DEBUG or TRACE."
  }

  validation {
    condition     = var.thresholds.anomalyMinScore >= 0 && var.thresholds.anomalyMinScore <= 1
    error_message = "thresholds.anomalyMinScore lies between 0 and 1."
  }

  validation {
    condition     = var.thresholds.cooldownMinutes >= 1 && var.thresholds.cooldownMinutes <= 1440 && floor(var.thresholds.cooldownMinutes) == var.thresholds.cooldownMinutes
    error_message = "thresholds.cooldownMinutes is a whole number from 1 to 1440 (a day)."
  }
}

# `any`, since an object type would drop what it does not know: a misspelt `untill` would mute for ever.
variable "mutes" {
  description = "Findings not to tell: a list of `{ rule?, source?, logGroup?, until, reason }`, with one of the first three at least and `until` in UTC."
  type        = any
  default     = []

  validation {
    condition     = try(alltrue([for m in var.mutes : length(setsubtract(keys(m), ["rule", "source", "logGroup", "until", "reason"])) == 0]), false)
    error_message = "mutes is a list of objects that hold rule, source, logGroup, until and reason, and nothing else."
  }

  validation {
    condition     = try(alltrue([for m in var.mutes : length(setintersection(keys(m), ["rule", "source", "logGroup"])) > 0]), false)
    error_message = "Each of mutes names a rule, a source or a logGroup: one that names none would silence everything."
  }

  validation {
    condition     = try(alltrue([for m in var.mutes : can(timeadd(m.until, "0s")) && endswith(m.until, "Z")]), false)
    error_message = "Each of mutes ends: until is a time in UTC, such as 2030-01-31T00:00:00Z."
  }

  validation {
    condition     = try(alltrue([for m in var.mutes : length(trimspace(m.reason)) >= 10]), false)
    error_message = "Each of mutes has a reason of ten characters or more, for whoever wonders at the silence."
  }
}

variable "routes" {
  description = "Who is told of what, besides the alert topic: a list of `{ minSeverity, sources?, topicArn }`."
  type        = any
  default     = []

  validation {
    condition     = try(alltrue([for r in var.routes : length(setsubtract(keys(r), ["minSeverity", "sources", "topicArn"])) == 0]), false)
    error_message = "routes is a list of objects that hold minSeverity, sources and topicArn, and nothing else."
  }

  validation {
    condition     = try(alltrue([for r in var.routes : contains(["CRITICAL", "ERROR", "WARNING", "INFO", "DEBUG", "TRACE"], r.minSeverity)]), false)
    error_message = "minSeverity of each of routes is CRITICAL, ERROR, WARNING, INFO, DEBUG or TRACE."
  }

  validation {
    condition     = try(alltrue([for r in var.routes : can(regex("^arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", r.topicArn))]), false)
    error_message = "topicArn of each of routes is the ARN of a topic."
  }

  validation {
    condition     = try(alltrue([for r in var.routes : length(try(r.sources, ["any"])) > 0]), false)
    error_message = "sources of a route is left out, or names one or more: an empty list would match nothing."
  }
}

variable "app_config" {
  description = "Whether AppConfig holds the documents besides SSM, each checked against its schema. Billed by request."
  type        = bool
  default     = false
}
