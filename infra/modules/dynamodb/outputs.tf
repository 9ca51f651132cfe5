output "name" {
  description = "Name of the table, for the functions' environment."
  value       = aws_dynamodb_table.this.name
}

output "arn" {
  description = "ARN of the table, for policies; its indexes are `<arn>/index/<name>`."
  value       = aws_dynamodb_table.this.arn
}
