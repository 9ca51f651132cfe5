output "stream_name" {
  description = "Stream to put log records onto."
  value       = module.stream.name
}

output "stream_arn" {
  description = "ARN of the stream, for further subscriptions."
  value       = module.stream.arn
}

output "lake_bucket" {
  description = "Bucket of events, quarantine and failed batches."
  value       = module.lake.name
}

output "counts_table" {
  description = "Table of counts per scope and window."
  value       = module.counts.name
}

output "findings_table" {
  description = "Table of findings by id, with the index by-day."
  value       = module.findings.name
}

output "templates_table" {
  description = "Table of message templates per scope."
  value       = module.templates.name
}

output "alert_topic_arn" {
  description = "Topic that tells alerts and alarms."
  value       = module.alerts.arn
}

output "remediation_machine_arn" {
  description = "Machine that plans, approves, applies and verifies a remediation."
  value       = module.remediation.arn
}

output "function_names" {
  description = "Full name of each function by its short name."
  value       = local.function_names
}

output "subscription_role_arn" {
  description = "Role to subscribe a log group to the stream by hand."
  value       = module.roles.subscription_role_arn
}

output "failed_events_queue" {
  description = "Queue of events that were given up on."
  value       = module.failed_events.name
}
