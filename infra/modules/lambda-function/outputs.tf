output "name" {
  description = "Name of the function, for alarms and invocations."
  value       = aws_lambda_function.this.function_name
}

output "arn" {
  description = "ARN of the function, unqualified, for triggers and policies."
  value       = aws_lambda_function.this.arn
}
