resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

# A function that is killed, by its time or its memory, emits no metric of its own: only Lambda's own lines show it.
resource "aws_cloudwatch_log_metric_filter" "killed" {
  name           = "${var.name}-killed"
  log_group_name = aws_cloudwatch_log_group.this.name
  pattern        = "?\"Task timed out\" ?\"Runtime exited\" ?\"Runtime.OutOfMemory\""

  metric_transformation {
    namespace = "${var.metrics_namespace}/Killed"
    name      = var.name
    value     = "1"
    unit      = "Count"
  }
}
