output "name" {
  description = "Name of the bucket, for writers and readers."
  value       = aws_s3_bucket.this.id

  # Services that check at creation whether they may write, such as a trail, find the policy in place.
  depends_on = [aws_s3_bucket_policy.this]
}

output "arn" {
  description = "ARN of the bucket, for policies and failure destinations."
  value       = aws_s3_bucket.this.arn
}
