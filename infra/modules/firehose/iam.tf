data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  object_key_arn = var.object_key_arn == null ? var.kms_key_arn : var.object_key_arn
  account_id     = data.aws_caller_identity.current.account_id
  region         = data.aws_region.current.id
  own_arn        = "arn:${data.aws_partition.current.partition}:firehose:${local.region}:${local.account_id}:deliverystream/${var.name}"

  statements = concat(
    [
      {
        Sid      = "ReadTheStream"
        Effect   = "Allow"
        Action   = ["kinesis:DescribeStream", "kinesis:GetShardIterator", "kinesis:GetRecords", "kinesis:ListShards"]
        Resource = [var.stream_arn]
      },
      {
        Sid      = "LookAtTheBucket"
        Effect   = "Allow"
        Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Resource = [var.bucket_arn]
      },
      {
        Sid      = "WriteTheCopy"
        Effect   = "Allow"
        Action   = ["s3:PutObject", "s3:AbortMultipartUpload"]
        Resource = ["${var.bucket_arn}/${var.prefix}*", "${var.bucket_arn}/${trimsuffix(var.prefix, "/")}-errors/*"]
      },
      {
        Sid      = "SayWhatFailed"
        Effect   = "Allow"
        Action   = ["logs:PutLogEvents"]
        Resource = ["${aws_cloudwatch_log_group.this.arn}:log-stream:${aws_cloudwatch_log_stream.this.name}"]
      },
    ],
    [for keys in [distinct([for arn in [var.kms_key_arn, local.object_key_arn] : arn if arn != null])] : {
      Sid       = "UseTheKeyThroughServices"
      Effect    = "Allow"
      Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
      Resource  = keys
      Condition = { StringEquals = { "kms:ViaService" = [for name in ["kinesis", "s3"] : "${name}.${local.region}.amazonaws.com"] } }
    } if length(keys) > 0],
  )
}

resource "aws_iam_role" "this" {
  name                 = var.name
  description          = "What the delivery stream ${var.name} may do, and nothing else."
  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "firehose.amazonaws.com" }
      Action    = "sts:AssumeRole"
      # Against the confused deputy: only this delivery stream of this account.
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_id }, ArnEquals = { "aws:SourceArn" = local.own_arn } }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name   = "copy-the-stream"
  role   = aws_iam_role.this.id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.statements })
}
