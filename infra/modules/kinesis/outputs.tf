output "name" {
  description = "Name of the stream, for writers."
  value       = aws_kinesis_stream.this.name
}

output "arn" {
  description = "ARN of the stream, for policies and event source mappings."
  value       = aws_kinesis_stream.this.arn
}
