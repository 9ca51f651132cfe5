variable "watched_log_groups" {
  description = "Log groups to read, each a name or `{ name, dataset }`; each must exist. `dataset` declares that the service itself writes there (such as `vpc-flow`): without it account-level records are only claims, which nothing is remediated for. Naming one of this deployment's own groups would feed it its own lines: that is refused."
  type        = any
  default     = []

  validation {
    condition     = can([for g in var.watched_log_groups : regex("^[a-zA-Z0-9_/.#-]{1,512}$", try(tostring(g), g.name))])
    error_message = "Each of watched_log_groups is the name of a log group, or { name, dataset }."
  }

  validation {
    condition     = length(setsubtract(flatten([for g in var.watched_log_groups : try(keys(g), [])]), ["name", "dataset"])) == 0
    error_message = "An entry of watched_log_groups has only name and dataset; these are unknown: ${join(", ", setsubtract(flatten([for g in var.watched_log_groups : try(keys(g), [])]), ["name", "dataset"]))}."
  }

  validation {
    condition     = alltrue([for g in var.watched_log_groups : contains(local.datasets, try(g.dataset, "application"))])
    error_message = "The dataset of an entry of watched_log_groups is one of ${join(", ", local.datasets)}."
  }

  validation {
    condition     = !anytrue([for g in var.watched_log_groups : can(regex("^/aws/(lambda|vendedlogs/states|kinesisfirehose)/${var.name_prefix}-", try(tostring(g), g.name)))])
    error_message = "watched_log_groups holds a log group of this deployment itself, which would feed on its own lines without end."
  }
}

variable "alert_emails" {
  description = "Addresses that receive every alert, once each has confirmed the mail AWS sends it. None means that nobody is notified by mail."
  type        = list(string)
  default     = []
}

variable "alert_min_severity" {
  description = "Least severe finding that is notified. DEBUG notifies of everything; CRITICAL leaves most findings in the table."
  type        = string
  default     = "WARNING"

  validation {
    condition     = contains(["CRITICAL", "ERROR", "WARNING", "INFO", "DEBUG", "TRACE"], var.alert_min_severity)
    error_message = "alert_min_severity is CRITICAL, ERROR, WARNING, INFO, DEBUG or TRACE."
  }
}

variable "log_level" {
  description = "Least severe line the functions log of themselves: DEBUG, INFO, WARN or ERROR."
  type        = string
  default     = "INFO"
}

variable "log_retention_days" {
  description = "Days the deployment's own logs are kept; one of the values CloudWatch Logs takes."
  type        = number
  default     = 30
}

variable "event_retention_days" {
  description = "Days the lake keeps events, quarantine and failed batches; more than 30. Audit rules may ask for years."
  type        = number
  default     = 400

  validation {
    condition     = var.event_retention_days > 30
    error_message = "event_retention_days is more than 30: events move to infrequent access after 30."
  }
}

variable "state_retention_days" {
  description = "Days counts and findings are kept in the tables after their last write, and templates after their last use (these for 30 days at least); 1 to 3650. A shorter time than a baseline needs blinds the scoring."
  type        = number
  default     = 90

  validation {
    condition     = var.state_retention_days >= 1 && var.state_retention_days <= 3650 && floor(var.state_retention_days) == var.state_retention_days
    error_message = "state_retention_days is a whole number from 1 to 3650."
  }
}

variable "stream" {
  description = "The stream: ON_DEMAND or PROVISIONED with a number of shards, the hours it keeps a record (24 to 8760), and the batches of one shard in work side by side (1 to 10; above 1 counters are kept a log stream, which costs writes). A batch waits batch_seconds (1 to 300) to hold up to batch_records (1 to 10000): an alert is late by as much, and each batch costs its writes whatever it holds."
  type = object({
    mode              = optional(string, "ON_DEMAND")
    shard_count       = optional(number, 1)
    retention_hours   = optional(number, 72)
    readers_per_shard = optional(number, 1)
    batch_records     = optional(number, 10000)
    batch_seconds     = optional(number, 60)
  })
  default = {}
}

variable "table_limits" {
  description = "Most on-demand units a second of each table, a cap on cost above which calls are throttled; null for none."
  type        = object({ read_units = optional(number), write_units = optional(number) })
  default     = {}
}

variable "finding_limits" {
  description = "How many findings one log source may make in six hours: `findings` that are listed, and of each severity `notified` one by one and `workflows` started. The most severe come first; the rest are counted, with an alarm."
  type        = object({ findings = optional(number, 50), notified = optional(number, 20), workflows = optional(number, 5) })
  default     = {}

  validation {
    condition     = var.finding_limits.findings >= 1 && alltrue([for n in values(var.finding_limits) : n >= 0 && n <= 500 && floor(n) == n])
    error_message = "Each of finding_limits is a whole number from 0 to 500, and findings is 1 or more."
  }
}
