variable "name_prefix" {
  description = "First part of the names of filters and alarms. Changing it replaces them all."
  type        = string
}

variable "stream_arn" {
  description = "Stream that receives the watched log groups."
  type        = string
}

variable "subscription_role_arn" {
  description = "Role that CloudWatch Logs puts records with. Without its grant the filters can't be made."
  type        = string
}

variable "alert_topic_arn" {
  description = "Topic that every alarm notifies. Its key must allow CloudWatch, or alarms fail without a word."
  type        = string
}

variable "function_names" {
  description = "Every function of the deployment: short name to full name. One that is left out fails unseen."
  type        = map(string)
}

variable "stream_function_name" {
  description = "Full name of the function that reads the stream and emits RecordsUnreadable and BatchesFailed."
  type        = string
}

variable "state_machine_arn" {
  description = "Machine whose failed executions raise an alarm."
  type        = string
}

variable "dead_letter_queue_name" {
  description = "Queue whose every message raises an alarm."
  type        = string
}

variable "alarm_at" {
  description = "When the alarms of the stream fire: `unreadable_records` in five minutes (1 or more), and how far its reader may fall behind, `iterator_age_ms` (60000 or more; it must lie well below the stream's retention, or records are lost first)."
  type        = object({ unreadable_records = optional(number, 100), iterator_age_ms = optional(number, 900000) })
  default     = {}

  validation {
    condition     = var.alarm_at.unreadable_records >= 1
    error_message = "alarm_at.unreadable_records is 1 or more."
  }

  validation {
    condition     = var.alarm_at.iterator_age_ms >= 60000
    error_message = "alarm_at.iterator_age_ms is 60000 (a minute) or more: the batching window alone takes seconds."
  }
}
