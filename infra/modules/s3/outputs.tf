output "name" {
  description = "Name of the bucket, for writers and readers."
  value       = aws_s3_bucket.this.id
}

output "arn" {
  description = "ARN of the bucket, for policies and failure destinations."
  value       = aws_s3_bucket.this.arn
}
