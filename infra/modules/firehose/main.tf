resource "aws_kinesis_firehose_delivery_stream" "this" {
  name        = var.name
  destination = "extended_s3"

  kinesis_source_configuration {
    kinesis_stream_arn = var.stream_arn
    role_arn           = aws_iam_role.this.arn
  }

  extended_s3_configuration {
    role_arn   = aws_iam_role.this.arn
    bucket_arn = var.bucket_arn

    # By the time a record arrived, UTC: Firehose does not look inside. Its own prefix, so that no event is in the lake's table twice.
    prefix              = "${var.prefix}date=!{timestamp:yyyy-MM-dd}/hour=!{timestamp:HH}/"
    error_output_prefix = "${trimsuffix(var.prefix, "/")}-errors/!{firehose:error-output-type}/date=!{timestamp:yyyy-MM-dd}/"

    # Whichever comes first makes an object; small objects cost more to list, move and read than they hold.
    buffering_size     = var.buffering.size_mb
    buffering_interval = var.buffering.seconds
    compression_format = var.compression
    kms_key_arn        = local.object_key_arn

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.this.name
      log_stream_name = aws_cloudwatch_log_stream.this.name
    }
  }

  # Firehose starts reading when it is made, and drops its first records if it may not write them yet.
  depends_on = [aws_iam_role_policy.this]
}
