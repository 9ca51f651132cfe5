output "arn" {
  description = "ARN of the queue, for senders, failure destinations and policies."
  value       = aws_sqs_queue.this.arn

  # S3 sends a test message when a notification is made: it must be let in by then.
  depends_on = [aws_sqs_queue_policy.this]
}

output "name" {
  description = "Name of the queue, for its alarm."
  value       = aws_sqs_queue.this.name
}

output "url" {
  description = "URL of the queue, for a function that sends to it."
  value       = aws_sqs_queue.this.url
}
