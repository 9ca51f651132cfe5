resource "aws_cloudtrail" "this" {
  name           = var.name
  s3_bucket_name = var.bucket_name
  kms_key_id     = var.kms_key_arn

  # Made with the API a trail stands still until it is started; Terraform starts it, and starts it again when it was stopped.
  enable_logging = true

  is_multi_region_trail         = true
  include_global_service_events = true # IAM and STS write to one region only.
  enable_log_file_validation    = true # Digests beside the files: a file changed or removed later shows.

  cloud_watch_logs_group_arn = var.log_group == null ? null : "${aws_cloudwatch_log_group.this[0].arn}:*"
  cloud_watch_logs_role_arn  = one(aws_iam_role.logs[*].arn)

  advanced_event_selector {
    name = "Management events"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }

  dynamic "advanced_event_selector" {
    for_each = var.data_events[*]

    content {
      name = "Object events outside the deployment's own buckets"

      field_selector {
        field  = "eventCategory"
        equals = ["Data"]
      }

      field_selector {
        field  = "resources.type"
        equals = ["AWS::S3::Object"]
      }

      # Each file the trail delivers, and each object made of it, would be an event of the next file, without end.
      field_selector {
        field           = "resources.ARN"
        not_starts_with = [for arn in advanced_event_selector.value.excluded_bucket_arns : "${arn}/"]
      }

      dynamic "field_selector" {
        for_each = advanced_event_selector.value.read_events ? [] : [true]

        content {
          field  = "readOnly"
          equals = ["false"]
        }
      }
    }
  }

  # CloudTrail checks at creation that it may write to the log group.
  depends_on = [aws_iam_role_policy.logs]
}
