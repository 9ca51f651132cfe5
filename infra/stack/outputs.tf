output "stream_name" {
  description = "Stream to put log records onto."
  value       = module.stream.name
}

output "stream_arn" {
  description = "ARN of the stream, for further subscriptions."
  value       = module.stream.arn
}

output "declared_datasets" {
  description = "What each log source is declared to hold, by `<account>:<log group>` or `s3:<bucket>`. Its records elsewhere are only claims."
  value       = local.declared_datasets

  # Every function that ingests has the list in its environment, where Lambda takes 4096 bytes for all variables together.
  precondition {
    condition     = length(join("", values(local.declarations))) <= 2500
    error_message = "The ${length(local.declared_datasets)} declared log sources take ${length(join("", values(local.declarations)))} bytes of the functions' environments, where 2500 have room. Name the dataset only of groups that a service itself writes, in watched_log_groups, subscription_log_groups, watch_account.datasets and log_senders.datasets."
  }
}

output "lake_bucket" {
  description = "Bucket of events and quarantine."
  value       = module.lake.name
}

output "failure_bucket" {
  description = "Bucket of batches and deliveries that were given up on, under aws/lambda/; `bellwether replay --failures` reads it."
  value       = module.failures.name
}

output "counts_table" {
  description = "Table of counts per scope and window."
  value       = module.counts.name
}

output "findings_table" {
  description = "Table of findings by id, with the indexes by-day, by-severity, by-scope and by-state."
  value       = module.findings.name
}

output "templates_table" {
  description = "Table of message templates per scope."
  value       = module.templates.name
}

output "alert_topic_arn" {
  description = "Topic of alerts and alarms."
  value       = module.alerts.arn
}

output "remediation_machine_arn" {
  description = "Machine that plans, approves, applies and verifies a remediation."
  value       = module.remediation.arn
}

output "function_names" {
  description = "Full name of each function by its short name."
  value       = local.all_function_names
}

output "subscription_role_arn" {
  description = "Role to subscribe a log group to the stream by hand."
  value       = module.roles.subscription_role_arn
}

output "trigger_ids" {
  description = "Id of each trigger by its function: batches that were given up on lie in the bucket of failures under aws/lambda/<id>/."
  value       = { ingest-stream = module.ingest_trigger.mapping_id, dispatch-alert = module.dispatch_trigger.mapping_id }
}

output "failed_events_queue" {
  description = "Queue of events that were given up on."
  value       = module.failed_events.name
}

output "undelivered_queue" {
  description = "URL of the queue of notifications that no output took; `bellwether replay --undelivered` sends them."
  value       = module.undelivered.url
}

output "dashboard_name" {
  description = "Dashboard that a person on call looks at first."
  value       = module.observation.dashboard_name
}

output "reports_bucket" {
  description = "Bucket of reports; null where there is none."
  value       = one(module.reports[*].name)
}

output "audit_bucket" {
  description = "Bucket of the trail's files; null where there is no trail."
  value       = one(module.audit_bucket[*].name)
}

output "audit_queue" {
  description = "Queue that is notified of the trail's files; null where it is not."
  value       = one(module.audit_objects[*].name)
}

output "log_destination_arn" {
  description = "What other accounts name as the destination of their subscription filters; null where none may."
  value       = module.observation.destination_arn
}

output "athena_workgroup" {
  description = "Workgroup to query the table events with; null where there is no catalog."
  value       = one(module.catalog[*].workgroup_name)
}

output "settings_parameters" {
  description = "Name of each parameter of alert settings."
  value       = module.settings.parameter_names
}

output "named_log_group_arns" {
  description = "ARN of each log group of watched_log_groups and subscription_log_groups, by its name."
  value       = { for name, group in data.aws_cloudwatch_log_group.named : name => group.arn }
}
