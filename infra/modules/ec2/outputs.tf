output "instance_id" {
  description = "Id of the machine, to open a session with: `aws ssm start-session --target <id>`."
  value       = aws_instance.this.id
}

output "log_group_name" {
  description = "Log group of the machine's files, to be watched."
  value       = aws_cloudwatch_log_group.this.name
}
