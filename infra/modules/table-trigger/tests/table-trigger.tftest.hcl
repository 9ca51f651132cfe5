mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  table_stream_arn   = "arn:aws:dynamodb:eu-central-1:123456789012:table/findings/stream/2026-01-15T00:00:00.000"
  function_arn       = "arn:aws:lambda:eu-central-1:123456789012:function:dispatch-alert"
  failure_bucket_arn = "arn:aws:s3:::lake"
}

run "lets_no_bad_change_block_its_shard_and_loses_none" {
  assert {
    condition     = aws_lambda_event_source_mapping.this.bisect_batch_on_function_error && aws_lambda_event_source_mapping.this.function_response_types == toset(["ReportBatchItemFailures"])
    error_message = "A failed batch is halved, and single failures are reported."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.this.maximum_retry_attempts == 20 && aws_lambda_event_source_mapping.this.maximum_record_age_in_seconds == 43200
    error_message = "Retries and age are bounded, and the age lies within the day that the stream keeps."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.this.destination_config[0].on_failure[0].destination_arn == "arn:aws:s3:::lake" && length(aws_lambda_event_source_mapping.this.filter_criteria) == 0
    error_message = "What is given up on is kept whole, in the bucket; without patterns every change is read."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.this.metrics_config[0].metrics == toset(["EventCount"])
    error_message = "Events that were given up on are counted: an alarm reads it."
  }
}

run "reads_only_what_matches" {
  command = plan

  variables { filter_patterns = [jsonencode({ eventName = ["INSERT"] })] }

  assert {
    condition     = one(one(aws_lambda_event_source_mapping.this.filter_criteria).filter).pattern == "{\"eventName\":[\"INSERT\"]}"
    error_message = "Each pattern is a filter."
  }
}

run "refuses_a_batch_of_nothing" {
  command = plan
  variables { batch_size = 0 }
  expect_failures = [var.batch_size]
}

run "refuses_a_large_batch_without_a_window" {
  command = plan
  variables { batching_window_seconds = 0 }
  expect_failures = [var.batching_window_seconds]
}

run "refuses_what_would_break" {
  command = plan

  variables {
    table_stream_arn           = "arn:aws:dynamodb:eu-central-1:123456789012:table/findings" # the table itself
    failure_bucket_arn         = "arn:aws:sqs:eu-central-1:123456789012:failed"              # a queue as the place for failed batches
    filter_patterns            = ["eventName = INSERT"]                                      # no JSON
    maximum_retry_attempts     = -1                                                          # endless retries
    maximum_record_age_seconds = 86400                                                       # as long as the stream keeps it
  }

  expect_failures = [var.table_stream_arn, var.failure_bucket_arn, var.filter_patterns, var.maximum_retry_attempts, var.maximum_record_age_seconds]
}
