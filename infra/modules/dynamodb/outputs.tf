output "name" {
  description = "Name of the table, for the functions' environment."
  value       = aws_dynamodb_table.this.name
}

output "arn" {
  description = "ARN of the table, for policies; its indexes are `<arn>/index/<name>`."
  value       = aws_dynamodb_table.this.arn
}

output "stream_arn" {
  description = "ARN of the table's stream of changes, `<table>/stream/<label>`; null where it has none."
  value       = var.stream ? aws_dynamodb_table.this.stream_arn : null
}
