resource "aws_cloudwatch_metric_alarm" "function_errors" {
  for_each = var.function_names

  alarm_name          = "${each.value}-errors"
  alarm_description   = "The function ${each.value} threw in the last five minutes. Its log group says why; what it worked on is retried or kept."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = each.value }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching" # No invocations, no errors.
  alarm_actions       = local.actions
  ok_actions          = local.actions
}

resource "aws_cloudwatch_metric_alarm" "iterator_age" {
  alarm_name          = "${var.stream_function_name}-behind"
  alarm_description   = "The reader of the stream has fallen behind for fifteen minutes. Records older than the stream's retention are lost."
  namespace           = "AWS/Lambda"
  metric_name         = "IteratorAge"
  dimensions          = { FunctionName = var.stream_function_name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.alarm_at.iterator_age_ms
  treat_missing_data  = "notBreaching" # A quiet stream has no age.
  alarm_actions       = local.actions
  ok_actions          = local.actions
}

resource "aws_cloudwatch_metric_alarm" "executions_failed" {
  for_each = toset(["ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"])

  alarm_name          = "${var.name_prefix}-remediation-${lower(trimprefix(each.value, "Executions"))}"
  alarm_description   = "A remediation did not come to its end. What it changed may still stand: read the execution's history."
  namespace           = "AWS/States"
  metric_name         = each.value
  dimensions          = { StateMachineArn = var.state_machine_arn }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching" # No executions, no failures.
  alarm_actions       = local.actions
}

resource "aws_cloudwatch_metric_alarm" "failed_events" {
  alarm_name          = "${var.name_prefix}-failed-events"
  alarm_description   = "An event waits in the queue of failed ones: a run was given up on. Send it again or delete it; it is lost after the queue's retention."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = var.dead_letter_queue_name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching" # SQS stops reporting an idle queue.
  alarm_actions       = local.actions
  ok_actions          = local.actions
}
