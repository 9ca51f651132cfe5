variable "name_prefix" {
  description = "First part of the parameters' path, `/<prefix>/alerts/`. Changing it makes new parameters and removes the old ones."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}$", var.name_prefix)) && !can(regex("^(aws|ssm)", var.name_prefix))
    error_message = "name_prefix takes 2 to 31 lower-case letters, digits and `-`, and begins with neither aws nor ssm, which AWS keeps for itself."
  }
}

# `any` for each, since an object type would drop what it does not know: a misspelt `untill` would mute for ever. What may
# stand in a document is said by its schema in schemas/, and every plan holds it to that.
variable "thresholds" {
  description = "When a finding is notified, and fixed thresholds by scope: `{ alertMinSeverity?, anomalyMinScore?, rules? }`."
  type        = any
  default     = {}
}

variable "mutes" {
  description = "Findings that are muted: a list of `{ rule?, dataset?, logGroup?, account?, until, reason, by? }`, with one of the first four at least and `until` in UTC."
  type        = any
  default     = []
}

variable "routes" {
  description = "Which outputs receive what: a list of `{ minSeverity, datasets?, scopes?, rules?, accounts?, team?, outputs }`. Where none matches, `default` is used."
  type        = any
  default     = []
}

variable "outputs" {
  description = "Ways to notify people: a list of `{ name, type, ... }` as the schema has them; a secret by its ARN, never itself. `default` is the alert topic unless it is named."
  type        = any
  default     = []
}

variable "grouping" {
  description = "Which findings are one alert and how often it speaks: `{ by?, windowMinutes?, rollUpMinutes?, recoverMinutes?, flapsBeforeDamping?, maxRollUpMinutes? }`."
  type        = any
  default     = {}
}

variable "app_config" {
  description = "Whether AppConfig holds the documents besides SSM, each checked against its schema. Billed by request."
  type        = bool
  default     = false
}
