resource "aws_cloudwatch_log_group" "cluster" {
  name              = "/aws/eks/${var.name}/cluster" # EKS writes to this name and no other.
  retention_in_days = var.log_retention_days
  kms_key_id        = var.log_key_arn
}

# Made before the agent, which would make them itself and keep them for ever.
resource "aws_cloudwatch_log_group" "agent" {
  for_each = toset(["application", "dataplane", "host", "performance"])

  name              = "/aws/containerinsights/${var.name}/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.log_key_arn
}
