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
    error_message = "Plain HTTP is denied, and no service may send."
  }

  assert {
    condition     = output.name == "failed-events" && output.arn == "arn:aws:sqs:eu-central-1:123456789012:failed-events"
    error_message = "The outputs name the queue."
  }
}

run "lets_in_one_bucket_and_passes_on_what_fails" {
  variables {
    senders                    = { auditBucket = { service = "s3.amazonaws.com", source_arn = "arn:aws:s3:::audit" } }
    redrive                    = { queue_arn = "arn:aws:sqs:eu-central-1:123456789012:failed" }
    visibility_timeout_seconds = 720
  }

  assert {
    condition     = jsondecode(aws_sqs_queue_policy.this.policy).Statement[1].Condition == { ArnEquals = { "aws:SourceArn" = "arn:aws:s3:::audit" }, StringEquals = { "aws:SourceAccount" = "123456789012" } }
    error_message = "S3 sends for this bucket of this account alone."
  }

  assert {
    condition     = jsondecode(aws_sqs_queue.this.redrive_policy) == { deadLetterTargetArn = "arn:aws:sqs:eu-central-1:123456789012:failed", maxReceiveCount = 5 }
    error_message = "What fails five times goes on to the queue of failed events."
  }
}

run "refuses_what_would_break" {
  command = plan

  variables {
    name                       = "a.b"                                                                            # a name with a dot
    retention_days             = 30                                                                               # to keep events for a month
    visibility_timeout_seconds = 86400                                                                            # to hide a message for a day
    senders                    = { "a-bucket" = { service = "s3.amazonaws.com", source_arn = "arn:aws:s3:::a" } } # a name with a dash
    redrive                    = { queue_arn = "arn:aws:sqs:eu-central-1:1:failed", maximum_receives = 0 }        # to pass on what was never tried
  }

  expect_failures = [var.name, var.retention_days, var.visibility_timeout_seconds, var.senders, var.redrive]
}

run "refuses_every_bucket_as_sender" {
  command = plan
  variables { senders = { buckets = { service = "s3.amazonaws.com", source_arn = "arn:aws:s3:::*" } } }
  expect_failures = [var.senders]
}
