mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name_prefix            = "bellwether"
  watched_log_groups     = ["/app/payments", "/aws/lambda/checkout"]
  own_log_group_prefixes = ["/aws/lambda/bellwether-", "/aws/vendedlogs/states/bellwether-"]
  stream_arn             = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
  subscription_role_arn  = "arn:aws:iam::123456789012:role/logs-to-stream"
  alert_topic_arn        = "arn:aws:sns:eu-central-1:123456789012:alerts"
  function_names         = { ingest-stream = "bellwether-ingest-stream", score-windows = "bellwether-score-windows" }
  stream_function_name   = "bellwether-ingest-stream"
  state_machine_arn      = "arn:aws:states:eu-central-1:123456789012:stateMachine:bellwether-remediate-finding"
  dead_letter_queue_name = "bellwether-failed-events"
}

run "subscribes_each_watched_log_group_and_alarms_on_what_the_functions_emit" {
  assert {
    condition     = toset(keys(aws_cloudwatch_log_subscription_filter.this)) == toset(["/app/payments", "/aws/lambda/checkout"])
    error_message = "Each watched log group has a filter."
  }

  assert {
    condition     = alltrue([for f in aws_cloudwatch_log_subscription_filter.this : f.filter_pattern == "" && f.destination_arn == "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"])
    error_message = "Every line goes onto the stream."
  }

  assert {
    condition     = one(aws_cloudwatch_metric_alarm.query["records-unreadable"].metric_query).expression == "SELECT SUM(RecordsUnreadable) FROM \"Bellwether\" WHERE service = 'bellwether-ingest-stream'"
    error_message = "Unreadable records are summed over all reasons, for this deployment alone."
  }

  assert {
    condition     = one(aws_cloudwatch_metric_alarm.query["batches-failed"].metric_query).expression == "SELECT SUM(BatchesFailed) FROM \"Bellwether\" WHERE service = 'bellwether-ingest-stream'"
    error_message = "Failed batches are summed for this deployment alone."
  }

  assert {
    condition     = one(aws_cloudwatch_metric_alarm.query["delivery-errors"].metric_query).expression == "SELECT SUM(DeliveryErrors) FROM \"AWS/Logs\" WHERE FilterName = 'bellwether-to-stream'"
    error_message = "Delivery errors are summed over the watched log groups."
  }

  assert {
    condition     = length(output.alarm_names) == 2 + 1 + 3 + 1 + 4 + 1 + 3 + 4 + 1
    error_message = "There is an alarm for each function's errors, the reader's age, three ends of an execution, the queue, four sums, the conservation of records, the age of the oldest, settings of both functions, what is held back of findings, notifications and workflows, folded names, and events that counts left out."
  }

  assert {
    condition = alltrue([
      for alarm in concat(values(aws_cloudwatch_metric_alarm.function_errors), values(aws_cloudwatch_metric_alarm.query), values(aws_cloudwatch_metric_alarm.executions_failed), [aws_cloudwatch_metric_alarm.iterator_age, aws_cloudwatch_metric_alarm.failed_events]) :
      alarm.alarm_actions == toset(["arn:aws:sns:eu-central-1:123456789012:alerts"]) && alarm.treat_missing_data == "notBreaching"
    ])
    error_message = "Every alarm notifies the topic, and missing data raises none."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.iterator_age.threshold == 900000 && aws_cloudwatch_metric_alarm.iterator_age.statistic == "Maximum"
    error_message = "The worst shard counts, from 15 minutes on."
  }
}

run "opens_a_destination_to_the_senders_it_is_given" {
  variables {
    log_senders = { role_arn = "arn:aws:iam::123456789012:role/senders", account_ids = ["210987654321"], organization_id = "o-a1b2c3d4e5" }
  }

  assert {
    condition     = aws_cloudwatch_log_destination.this[0].target_arn == "arn:aws:kinesis:eu-central-1:123456789012:stream/logs" && output.destination_arn != null
    error_message = "Other accounts' logs go onto the same stream."
  }

  assert {
    condition     = [for s in jsondecode(aws_cloudwatch_log_destination_policy.this[0].access_policy).Statement : s.Sid] == ["AccountsSubscribe", "OrganizationSubscribes"]
    error_message = "Accounts and organization may subscribe."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_log_destination_policy.this[0].access_policy).Statement[1].Principal == "*" && jsondecode(aws_cloudwatch_log_destination_policy.this[0].access_policy).Statement[1].Condition.StringEquals["aws:PrincipalOrgID"] == ["o-a1b2c3d4e5"]
    error_message = "Everyone means everyone of the organization."
  }
}

run "opens_no_destination_unasked" {
  assert {
    condition     = length(aws_cloudwatch_log_destination.this) == 0 && output.destination_arn == null
    error_message = "Without senders there is no destination."
  }
}

run "refuses_a_destination_for_nobody" {
  command = plan
  variables { log_senders = { role_arn = "arn:aws:iam::123456789012:role/senders" } }
  expect_failures = [var.log_senders]
}

run "refuses_what_would_break" {
  command = plan

  variables {
    # its own functions log groups
    watched_log_groups = ["/app/payments", "/aws/lambda/bellwether-ingest-stream"]
    alarm_at           = { unreadable_records = 0 } # an alarm on no unreadable records
  }

  expect_failures = [var.watched_log_groups, var.alarm_at]
}

run "refuses_its_own_machines_log_group" {
  command = plan

  variables {
    # its own machines log group
    watched_log_groups = ["/aws/vendedlogs/states/bellwether-remediate-finding"]
  }

  expect_failures = [var.watched_log_groups]
}

run "refuses_a_log_group_with_a_wildcard" {
  command = plan

  variables {
    # a log group with a wildcard
    watched_log_groups = ["/app/*"]
  }

  expect_failures = [var.watched_log_groups]
}

run "refuses_a_log_group_named_twice" {
  command = plan

  variables {
    # a log group named twice
    watched_log_groups = ["/app/payments", "/app/payments"]
  }

  expect_failures = [var.watched_log_groups]
}

run "refuses_to_know_none_of_its_own_log_groups" {
  command = plan
  variables { own_log_group_prefixes = [] }
  expect_failures = [var.own_log_group_prefixes]
}

run "refuses_an_age_below_the_batching_window" {
  command = plan
  variables { alarm_at = { iterator_age_ms = 1000 } }
  expect_failures = [var.alarm_at]
}

run "watches_the_whole_account_but_itself" {
  variables {
    watched_log_groups = []
    watch_account = {
      own_log_groups      = ["/aws/lambda/bellwether-ingest-stream", "/aws/vendedlogs/states/bellwether-remediate-finding"]
      excluded_log_groups = ["/app/chatty"]
    }
  }

  assert {
    condition     = aws_cloudwatch_log_account_policy.this[0].selection_criteria == "LogGroupName NOT IN [\"/app/chatty\",\"/aws/lambda/bellwether-ingest-stream\",\"/aws/vendedlogs/states/bellwether-remediate-finding\"]"
    error_message = "Its own groups and those it is given are left out, by whole names."
  }

  assert {
    condition     = one(aws_cloudwatch_metric_alarm.query["delivery-errors"].metric_query).expression == "SELECT SUM(DeliveryErrors) FROM \"AWS/Logs\"" && one(aws_cloudwatch_metric_alarm.query["delivery-throttling"].metric_query).expression == "SELECT SUM(DeliveryThrottling) FROM \"AWS/Logs\""
    error_message = "Deliveries of an account's policy have no filter to be asked for by."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_log_account_policy.this[0].policy_document) == { DestinationArn = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs", RoleArn = "arn:aws:iam::123456789012:role/logs-to-stream", FilterPattern = "", Distribution = "ByLogStream" } && length(aws_cloudwatch_log_subscription_filter.this) == 0
    error_message = "All other lines go onto the stream, once."
  }
}

run "has_aws_look_for_anomalies_where_asked" {
  variables { anomaly_detection = { log_groups = ["/app/payments"], log_group_arn_prefix = "arn:aws:logs:eu-central-1:123456789012:log-group:" } }

  assert {
    condition     = aws_cloudwatch_log_anomaly_detector.this["/app/payments"].log_group_arn_list == tolist(["arn:aws:logs:eu-central-1:123456789012:log-group:/app/payments"]) && aws_cloudwatch_log_anomaly_detector.this["/app/payments"].detector_name == "bellwether-app-payments"
    error_message = "Each group has a detector of its own."
  }
}

run "shows_what_the_functions_emit_and_every_alarm" {
  assert {
    condition     = length(aws_cloudwatch_log_anomaly_detector.this) + length(aws_cloudwatch_log_account_policy.this) == 0
    error_message = "Neither detector nor account policy stands unasked."
  }

  assert {
    condition     = strcontains(aws_cloudwatch_dashboard.this.dashboard_body, "MetricName=\\\"RecordsUnreadable\\\" service=(\\\"bellwether-ingest-stream\\\" OR \\\"bellwether-score-windows\\\")")
    error_message = "A widget reads this deployment's functions alone."
  }

  assert {
    condition     = length(one([for w in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : w.properties.alarms if w.type == "alarm"])) == length(output.alarm_names) && length(output.alarm_names) > 0
    error_message = "Every alarm is on the dashboard."
  }
}

run "refuses_to_watch_an_account_and_its_groups" {
  command = plan
  variables { watch_account = { own_log_groups = ["/aws/lambda/bellwether-ingest-stream", "/aws/vendedlogs/states/bellwether-remediate-finding"] } }
  expect_failures = [var.watch_account]
}

run "refuses_to_watch_an_account_with_its_own_groups" {
  command = plan

  variables {
    watched_log_groups = []
    watch_account      = { own_log_groups = ["/aws/lambda/bellwether-ingest-stream"] }
  }

  expect_failures = [var.watch_account]
}

run "refuses_to_show_anomalies_for_a_day" {
  command = plan
  variables { anomaly_detection = { log_groups = ["/app/payments"], log_group_arn_prefix = "arn:", visibility_days = 1 } }
  expect_failures = [var.anomaly_detection]
}

run "refuses_to_come_after_nothing" {
  command = plan

  variables {
    watched_log_groups = []
    watch_account = {
      own_log_groups = ["/aws/lambda/bellwether-ingest-stream", "/aws/vendedlogs/states/bellwether-remediate-finding"]
      after          = [""]
    }
  }

  expect_failures = [aws_cloudwatch_log_account_policy.this]
}

run "refuses_to_exclude_more_than_a_policy_holds" {
  command = plan

  variables {
    watched_log_groups = []
    watch_account = {
      own_log_groups      = ["/aws/lambda/bellwether-ingest-stream", "/aws/vendedlogs/states/bellwether-remediate-finding"]
      excluded_log_groups = [for n in range(1000) : "/app/a-service-that-logs-more-than-it-should-${n}"]
    }
  }

  expect_failures = [aws_cloudwatch_log_account_policy.this]
}
