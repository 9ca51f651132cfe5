output "arn" {
  description = "ARN of the trail."
  value       = aws_cloudtrail.this.arn
}

output "name" {
  description = "Name of the trail, as restart-trail-logging names it."
  value       = aws_cloudtrail.this.name
}

output "log_group_name" {
  description = "Log group to watch; null where the trail has none."
  value       = one(aws_cloudwatch_log_group.this[*].name)
}
