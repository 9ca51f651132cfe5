resource "aws_s3_bucket_notification" "this" {
  count = var.notification == null ? 0 : 1

  bucket = aws_s3_bucket.this.id

  queue {
    queue_arn     = var.notification.queue_arn
    events        = ["s3:ObjectCreated:*"]
    filter_prefix = var.notification.prefix
    filter_suffix = var.notification.suffix
  }
}
