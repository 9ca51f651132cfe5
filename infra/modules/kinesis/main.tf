resource "aws_kinesis_stream" "this" {
  name             = var.name
  retention_period = var.retention_hours

  # The provider refuses a shard count in on-demand mode.
  shard_count = var.mode == "PROVISIONED" ? var.shard_count : null

  encryption_type = "KMS"
  kms_key_id      = coalesce(var.kms_key_arn, "alias/aws/kinesis")

  stream_mode_details {
    stream_mode = var.mode
  }
}
