# AWS's own look at the patterns of a log group, to compare with ours; what it finds stands in its console. Billed by volume
# read, so it is off unless asked for. A detector watches one group, and the account's key encrypts what it finds.
resource "aws_cloudwatch_log_anomaly_detector" "this" {
  for_each = var.anomaly_detection == null ? toset([]) : var.anomaly_detection.log_groups

  # Slashes are not part of a detector's name.
  detector_name           = "${var.name_prefix}${replace(each.value, "/[^A-Za-z0-9_-]/", "-")}"
  log_group_arn_list      = ["${var.anomaly_detection.log_group_arn_prefix}${each.value}"]
  evaluation_frequency    = "FIFTEEN_MIN"
  anomaly_visibility_time = var.anomaly_detection.visibility_days
  enabled                 = true
}
