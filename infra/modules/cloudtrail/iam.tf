data "aws_caller_identity" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
}

resource "aws_iam_role" "logs" {
  count = var.log_group == null ? 0 : 1

  name                 = "${var.name}-trail-to-logs"
  description          = "The trail ${var.name} writes to its log group with this role."
  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "sts:AssumeRole"
      # CloudTrail sends no source when it takes this role: a condition on one would refuse the trail.
    }]
  })
}

resource "aws_iam_role_policy" "logs" {
  count = var.log_group == null ? 0 : 1

  name = "write-to-the-log-group"
  role = aws_iam_role.logs[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "WriteEvents"
      Effect = "Allow"
      Action = ["logs:CreateLogStream", "logs:PutLogEvents"]
      # CloudTrail names its streams after account and region.
      Resource = ["${aws_cloudwatch_log_group.this[0].arn}:log-stream:${local.account_id}_CloudTrail_*"]
    }]
  })
}
