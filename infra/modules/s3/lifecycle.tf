resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  # Noncurrent versions can only be expired once versioning is on.
  depends_on = [aws_s3_bucket_versioning.this]

  # An object under 128 KB is never moved: S3 leaves it where it is, since the move would cost more than it saves.
  dynamic "rule" {
    for_each = var.prefixes

    content {
      id     = "keep-${trim(replace(rule.key, "/", "-"), "-")}"
      status = "Enabled"

      filter {
        prefix = rule.key
      }

      dynamic "transition" {
        for_each = {
          for class, days in {
            STANDARD_IA  = rule.value.infrequent_access_after_days
            GLACIER      = rule.value.glacier_after_days
            DEEP_ARCHIVE = rule.value.deep_archive_after_days
          } : class => days if days != null
        }

        content {
          days          = transition.value
          storage_class = transition.key
        }
      }

      dynamic "expiration" {
        for_each = rule.value.expire_after_days[*]

        content {
          days = expiration.value
        }
      }

      noncurrent_version_expiration {
        noncurrent_days = var.noncurrent_days
      }
    }
  }

  rule {
    id     = "drop-unfinished-uploads"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}
