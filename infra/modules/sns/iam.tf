data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id

  publishers = [
    for service in var.publisher_services : {
      Sid       = "Publish${title(split(".", service)[0])}"
      Effect    = "Allow"
      Principal = { Service = service }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.this.arn
      # Against the confused deputy: the service publishes for this account's resources only.
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account_id }
        ArnLike = {
          "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:${split(".", service)[0]}:${data.aws_region.current.id}:${local.account_id}:*"
        }
      }
    }
  ]

  # Roles of this account publish by their own policies: the topic names no principal for them.
  topic_policy = {
    Version = "2012-10-17"
    Statement = concat(local.publishers, [
      {
        Sid       = "RefusePlainHttp"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.this.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ])
  }
}

resource "aws_sns_topic_policy" "this" {
  arn    = aws_sns_topic.this.arn
  policy = jsonencode(local.topic_policy)
}
