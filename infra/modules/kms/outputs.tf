output "key_arn" {
  description = "ARN of the key, for every resource that is encrypted with it."
  value       = aws_kms_key.this.arn
}
