mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name = "failed-events"
}

run "keeps_events_encrypted_for_two_weeks" {
  assert {
    condition     = aws_sqs_queue.this.message_retention_seconds == 1209600 && aws_sqs_queue.this.sqs_managed_sse_enabled
    error_message = "Events stay for 14 days, encrypted."
  }

  assert {
    condition     = one(jsondecode(aws_sqs_queue_policy.this.policy).Statement).Effect == "Deny"
    error_message = "Plain HTTP is denied."
  }
}

run "refuses_what_would_break" {
  command = plan

  variables {
    name           = "a.b" # a name with a dot
    retention_days = 30    # to keep events for a month
  }

  expect_failures = [var.name, var.retention_days]
}
