resource "aws_cloudwatch_log_subscription_filter" "this" {
  for_each = toset(var.watched_log_groups)

  name            = local.filter_name
  log_group_name  = each.value
  filter_pattern  = "" # Everything: what a pattern leaves out can't be counted, and a silent log could not be distinguished from a calm one.
  destination_arn = var.stream_arn
  role_arn        = var.subscription_role_arn
  distribution    = "ByLogStream" # Keeps the lines of one log stream in order.
}

locals {
  # What lambda-kit emits into. A different name here reads nothing.
  metrics_namespace = "Bellwether"

  filter_name = "${var.name_prefix}-to-stream"

  # Deliveries of an account's policy are not counted under its name, so with one every delivery of the account is asked about.
  of_own_filters = var.watch_account == null ? " WHERE FilterName = '${local.filter_name}'" : ""

  # Only names that stay the same in all alarms: a topic to notify when the alarm starts and when it ends.
  actions = [var.alert_topic_arn]
}
