mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name_prefix            = "bellwether"
  own_log_group_prefixes = ["/aws/lambda/bellwether-"]
  stream_arn             = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
  subscription_role_arn  = "arn:aws:iam::123456789012:role/logs-to-stream"
  alert_topic_arn        = "arn:aws:sns:eu-central-1:123456789012:alerts"
  function_names = {
    ingest-stream       = "bellwether-ingest-stream"
    ingest-subscription = "bellwether-ingest-subscription"
    ingest-cloudtrail   = "bellwether-ingest-cloudtrail"
    score-windows       = "bellwether-score-windows"
    plan-remediation    = "bellwether-plan-remediation"
  }
  stream_function_name   = "bellwether-ingest-stream"
  state_machine_arn      = "arn:aws:states:eu-central-1:123456789012:stateMachine:bellwether-remediate-finding"
  dead_letter_queue_name = "bellwether-failed-events"
}

run "alarms_when_records_disappear_in_any_function_that_ingests" {
  assert {
    condition     = toset(keys(aws_cloudwatch_metric_alarm.conservation)) == toset(["ingest-stream", "ingest-subscription", "ingest-cloudtrail"])
    error_message = "Each function that ingests is held to the law that nothing disappears."
  }

  assert {
    condition     = one([for q in aws_cloudwatch_metric_alarm.conservation["ingest-stream"].metric_query : q.expression if q.return_data == true]) == "ABS(received - classified - unreadable - dropped)"
    error_message = "Received minus what became of it."
  }

  assert {
    condition = { for q in aws_cloudwatch_metric_alarm.conservation["ingest-stream"].metric_query : q.id => one(q.metric).metric_name if length(q.metric) > 0 } == {
      received = "RecordsReceived", classified = "EventsClassified", unreadable = "UnreadableTotal", dropped = "DroppedTotal"
    }
    error_message = "Every term is a metric of the functions."
  }

  assert {
    condition     = alltrue(flatten([for alarm in aws_cloudwatch_metric_alarm.conservation : [for q in alarm.metric_query : [for m in q.metric : m.namespace == "Bellwether" && m.stat == "Sum" && m.period == 300]]]))
    error_message = "All terms are sums over the same five minutes."
  }
}

run "what_counts_left_out_without_a_failure" {
  assert {
    condition     = { for name, alarm in aws_cloudwatch_metric_alarm.left_out : name => one([for q in alarm.metric_query : q.expression if q.return_data == true]) } == { for name in ["ingest-stream", "ingest-subscription", "ingest-cloudtrail"] : name => "IF(FILL(failed, 0) + FILL(errors, 0) > 0, 0, left)" }
    error_message = "Repeats after a failure are expected and raise nothing; events left out without a failure raise the alarm."
  }

  assert {
    condition     = { for name, alarm in aws_cloudwatch_metric_alarm.left_out : name => { for q in alarm.metric_query : q.id => one(q.metric).metric_name if length(q.metric) > 0 }.failed } == { ingest-stream = "BatchesFailed", ingest-subscription = "RunsFailed", ingest-cloudtrail = "MessagesFailed" }
    error_message = "Each function counts its failures by its own metric."
  }
}

run "alarms_on_what_the_functions_say_of_themselves" {
  assert {
    condition = { for name, alarm in aws_cloudwatch_metric_alarm.own : name => "${alarm.metric_name} ${alarm.statistic} of ${alarm.dimensions.service} over ${alarm.evaluation_periods}" } == {
      messages-failed                             = "MessagesFailed Sum of bellwether-ingest-cloudtrail over 1"
      objects-vanished                            = "ObjectsVanished Sum of bellwether-ingest-cloudtrail over 1"
      ingest-stream-late                          = "OldestRecordAgeMs Maximum of bellwether-ingest-stream over 3"
      ingest-cloudtrail-late                      = "OldestRecordAgeMs Maximum of bellwether-ingest-cloudtrail over 3"
      ingest-stream-names-folded                  = "CountNamesFolded Sum of bellwether-ingest-stream over 1"
      ingest-subscription-names-folded            = "CountNamesFolded Sum of bellwether-ingest-subscription over 1"
      ingest-cloudtrail-names-folded              = "CountNamesFolded Sum of bellwether-ingest-cloudtrail over 1"
      ingest-stream-findings-held-back            = "FindingsHeldBack Sum of bellwether-ingest-stream over 1"
      ingest-stream-notifications-held-back       = "NotificationsHeldBack Sum of bellwether-ingest-stream over 1"
      ingest-stream-workflows-held-back           = "WorkflowsHeldBack Sum of bellwether-ingest-stream over 1"
      ingest-subscription-findings-held-back      = "FindingsHeldBack Sum of bellwether-ingest-subscription over 1"
      ingest-subscription-notifications-held-back = "NotificationsHeldBack Sum of bellwether-ingest-subscription over 1"
      ingest-subscription-workflows-held-back     = "WorkflowsHeldBack Sum of bellwether-ingest-subscription over 1"
      ingest-cloudtrail-findings-held-back        = "FindingsHeldBack Sum of bellwether-ingest-cloudtrail over 1"
      ingest-cloudtrail-notifications-held-back   = "NotificationsHeldBack Sum of bellwether-ingest-cloudtrail over 1"
      ingest-cloudtrail-workflows-held-back       = "WorkflowsHeldBack Sum of bellwether-ingest-cloudtrail over 1"
      ingest-stream-settings-fallback             = "SettingsFallbacks Sum of bellwether-ingest-stream over 3"
      ingest-subscription-settings-fallback       = "SettingsFallbacks Sum of bellwether-ingest-subscription over 3"
      ingest-cloudtrail-settings-fallback         = "SettingsFallbacks Sum of bellwether-ingest-cloudtrail over 3"
      score-windows-settings-fallback             = "SettingsFallbacks Sum of bellwether-score-windows over 3"
    }
    error_message = "Failed messages, vanished files, old records and settings that are not the newest raise an alarm."
  }

  assert {
    condition     = alltrue([for alarm in values(aws_cloudwatch_metric_alarm.own) : join(",", keys(alarm.dimensions)) == "service" && alarm.namespace == "Bellwether" && alarm.treat_missing_data == "notBreaching"])
    error_message = "Each reads one metric by the one dimension it is emitted with."
  }
}

run "alarms_on_what_cloudwatch_logs_could_not_deliver" {
  assert {
    condition = { for name in ["delivery-throttling", "direct-delivery-errors", "direct-delivery-throttling"] : name => one(aws_cloudwatch_metric_alarm.query[name].metric_query).expression } == {
      delivery-throttling        = "SELECT SUM(DeliveryThrottling) FROM \"AWS/Logs\" WHERE FilterName = 'bellwether-to-stream'"
      direct-delivery-errors     = "SELECT SUM(DeliveryErrors) FROM \"AWS/Logs\" WHERE FilterName = 'bellwether-to-function'"
      direct-delivery-throttling = "SELECT SUM(DeliveryThrottling) FROM \"AWS/Logs\" WHERE FilterName = 'bellwether-to-function'"
    }
    error_message = "Both ways in are watched for errors and throttling."
  }
}
