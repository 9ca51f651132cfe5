output "alarm_names" {
  description = "Names of every alarm, for a dashboard or a test."
  value = sort(concat(
    values(aws_cloudwatch_metric_alarm.function_errors)[*].alarm_name,
    values(aws_cloudwatch_metric_alarm.executions_failed)[*].alarm_name,
    values(aws_cloudwatch_metric_alarm.query)[*].alarm_name,
    [aws_cloudwatch_metric_alarm.iterator_age.alarm_name, aws_cloudwatch_metric_alarm.failed_events.alarm_name],
  ))
}

output "filter_name" {
  description = "Name of the subscription filter on each watched log group."
  value       = local.filter_name
}

output "destination_arn" {
  description = "What other accounts name as the destination of their subscription filters; null where none may."
  value       = one(aws_cloudwatch_log_destination.this[*].arn)
}
