resource "aws_cloudwatch_log_group" "this" {
  count = var.log_group == null ? 0 : 1

  name              = var.log_group.name
  retention_in_days = var.log_group.retention_days
  kms_key_id        = var.kms_key_arn
}
