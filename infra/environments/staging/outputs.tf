output "stream_name" {
  description = "Stream to put log records onto."
  value       = module.bellwether.stream_name
}

output "stream_arn" {
  description = "ARN of the stream, for further subscriptions."
  value       = module.bellwether.stream_arn
}

output "lake_bucket" {
  description = "Bucket of events, quarantine and failed batches."
  value       = module.bellwether.lake_bucket
}

output "counts_table" {
  description = "Table of counts per scope and window."
  value       = module.bellwether.counts_table
}

output "findings_table" {
  description = "Table of findings by id, with the index by-day."
  value       = module.bellwether.findings_table
}

output "templates_table" {
  description = "Table of message templates per scope."
  value       = module.bellwether.templates_table
}

output "alert_topic_arn" {
  description = "Topic that tells alerts and alarms."
  value       = module.bellwether.alert_topic_arn
}

output "remediation_machine_arn" {
  description = "Machine that plans, approves, applies and verifies a remediation."
  value       = module.bellwether.remediation_machine_arn
}

output "function_names" {
  description = "Full name of each function by its short name."
  value       = module.bellwether.function_names
}

output "subscription_role_arn" {
  description = "Role to subscribe a log group to the stream by hand."
  value       = module.bellwether.subscription_role_arn
}

output "failed_events_queue" {
  description = "Queue of events that were given up on."
  value       = module.bellwether.failed_events_queue
}

output "audit_bucket" {
  description = "Bucket of the trail's files; null where there is no trail."
  value       = module.bellwether.audit_bucket
}

output "isolation_security_group_id" {
  description = "Security group without rules in the workloads' network; null without a network."
  value       = module.bellwether.isolation_security_group_id
}
