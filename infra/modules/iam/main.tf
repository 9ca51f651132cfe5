data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  partition  = data.aws_partition.current.partition
  region     = data.aws_region.current.id
}

# Lets CloudWatch Logs put what it reads from the watched log groups onto the stream.
resource "aws_iam_role" "subscription" {
  name                 = "${var.name_prefix}-logs-to-stream"
  description          = "CloudWatch Logs puts watched log groups onto the stream with this role."
  permissions_boundary = one(aws_iam_policy.boundary[*].arn)

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "logs.amazonaws.com" }
      Action    = "sts:AssumeRole"
      # Against the confused deputy: only log groups of this account and region.
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account_id }
        ArnLike      = { "aws:SourceArn" = "arn:${local.partition}:logs:${local.region}:${local.account_id}:*" }
      }
    }]
  })
}

resource "aws_iam_role_policy" "subscription" {
  name = "put-records"
  role = aws_iam_role.subscription.id

  policy = local.put_records
}

locals {
  put_records = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{
        Sid      = "PutRecords"
        Effect   = "Allow"
        Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
        Resource = [var.stream_arn]
      }],
      [for on in [var.kms_key_arn != null] : {
        Sid       = "EncryptRecords"
        Effect    = "Allow"
        Action    = ["kms:GenerateDataKey"]
        Resource  = [var.kms_key_arn]
        Condition = { StringEquals = { "kms:ViaService" = ["kinesis.${local.region}.amazonaws.com"] } }
      } if on],
    )
  })
}
