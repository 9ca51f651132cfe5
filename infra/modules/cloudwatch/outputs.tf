output "alarm_names" {
  description = "Names of every alarm, for a dashboard or a test."
  value       = sort(local.alarms[*].alarm_name)
}

output "filter_name" {
  description = "Name of the subscription filter on each watched log group."
  value       = local.filter_name
}

output "destination_arn" {
  description = "What other accounts name as the destination of their subscription filters; null where none may."
  value       = one(aws_cloudwatch_log_destination.this[*].arn)
}

output "dashboard_name" {
  description = "Dashboard that a person on call looks at first."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}
