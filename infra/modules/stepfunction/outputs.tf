output "arn" {
  description = "ARN of the machine, for starters."
  value       = aws_sfn_state_machine.this.arn
}

output "name" {
  description = "Name of the machine."
  value       = aws_sfn_state_machine.this.name
}

output "log_group_name" {
  description = "The machine's own log group, which must never be watched."
  value       = aws_cloudwatch_log_group.this.name
}
