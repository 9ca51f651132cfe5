data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  partition  = data.aws_partition.current.partition
  # `id` is the region's name in provider 5 and 6; `name` is deprecated in 6 and `region` is missing in 5.
  region = data.aws_region.current.id

  key_policy = {
    Version = "2012-10-17"
    Statement = concat(local.trail_statements, [
      {
        # Hands the key to the account's own IAM policies; without it nobody could ever change the key again.
        Sid       = "AccountDecidesByIam"
        Effect    = "Allow"
        Principal = { AWS = "arn:${local.partition}:iam::${local.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*" # In a key policy `*` means this key and no other.
      },
      {
        # An alarm can't publish to a topic under the AWS managed key, whose policy nobody can change.
        Sid       = "AlarmsPublishToEncryptedTopics"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*" # In a key policy `*` means this key and no other.
        Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }
      },
      {
        Sid       = "LogGroupsOfThisAccount"
        Effect    = "Allow"
        Principal = { Service = "logs.${local.region}.amazonaws.com" }
        Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
        Resource  = "*" # In a key policy `*` means this key and no other.
        Condition = {
          ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:*" }
        }
      },
    ])
  }

  trail_statements = [
    for trail in var.trail[*] : {
      Sid       = "TrailEncryptsItsFiles"
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = ["kms:GenerateDataKey*", "kms:DescribeKey"]
      Resource  = "*" # In a key policy `*` means this key and no other.
      # Against the confused deputy: no other account's trail, nor another of this one. The ARN holds the account.
      Condition = { StringEquals = { "aws:SourceArn" = trail.arn } }
    }
  ]
}

resource "aws_kms_key" "this" {
  description             = var.description
  enable_key_rotation     = true
  deletion_window_in_days = var.deletion_window_days
  policy                  = var.objects == null ? jsonencode(local.key_policy) : jsonencode(local.objects_policy)
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.this.key_id
}
