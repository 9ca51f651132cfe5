output "subscription_role_arn" {
  description = "Role for subscription filters and for anyone who subscribes a log group by hand."
  value       = aws_iam_role.subscription.arn

  # A filter sends a test message when it is made: the role must be able to put it by then.
  depends_on = [aws_iam_role_policy.subscription]
}

output "permissions_boundary_arn" {
  description = "Policy that bounds the deployment's roles; null where none is made."
  value       = one(aws_iam_policy.boundary[*].arn)
}

output "destination_role_arn" {
  description = "Role for the log destination that other accounts subscribe to; null where there are none."
  value       = one(aws_iam_role.destination[*].arn)

  # CloudWatch Logs sends a test message when the destination is made: the role must be able to put it by then.
  depends_on = [aws_iam_role_policy.destination]
}
