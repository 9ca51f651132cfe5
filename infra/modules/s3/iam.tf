data "aws_caller_identity" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id

  # What CloudTrail asks of its bucket. The source conditions keep it from writing other accounts' trails here.
  trail_statements = [
    for trail in var.trail[*] : [
      {
        Sid       = "TrailChecksTheBucket"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:GetBucketAcl"
        Resource  = aws_s3_bucket.this.arn
        Condition = {
          StringEquals = { "aws:SourceArn" = trail.arn, "aws:SourceAccount" = local.account_id }
        }
      },
      {
        Sid       = "TrailWritesItsFiles"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.this.arn}/AWSLogs/${local.account_id}/*"
        Condition = {
          StringEquals = {
            "aws:SourceArn"     = trail.arn
            "aws:SourceAccount" = local.account_id
            # CloudTrail sends this with each object; without the condition an object could stay another account's own.
            "s3:x-amz-acl" = "bucket-owner-full-control"
          }
        }
      },
    ]
  ]

  refusals = concat(local.plain_http_refusals, local.key_refusals)

  # A put that names another key, or none, which would take the bucket's. A missing header is unequal too.
  key_refusals = [
    for prefix, key_arn in var.own_keys : {
      Sid       = "RefuseOtherKeys${join("", [for word in split("-", trimsuffix(prefix, "/")) : title(word)])}"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:PutObject"
      Resource  = ["${aws_s3_bucket.this.arn}/${prefix}*"]
      Condition = { StringNotEquals = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = key_arn } }
    }
  ]

  plain_http_refusals = [
    for on in [var.require_tls] : {
      Sid       = "RefusePlainHttp"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    } if on
  ]
}

resource "aws_s3_bucket_policy" "this" {
  count = var.require_tls || var.trail != null || length(var.own_keys) > 0 ? 1 : 0

  bucket = aws_s3_bucket.this.id
  policy = jsonencode({ Version = "2012-10-17", Statement = concat(local.refusals, flatten(local.trail_statements)) })

  # S3 refuses two changes of a bucket's access settings at the same time.
  depends_on = [aws_s3_bucket_public_access_block.this]
}
