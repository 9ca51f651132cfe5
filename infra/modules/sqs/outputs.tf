output "arn" {
  description = "ARN of the queue, for failure destinations and policies."
  value       = aws_sqs_queue.this.arn
}

output "name" {
  description = "Name of the queue, for its alarm."
  value       = aws_sqs_queue.this.name
}
