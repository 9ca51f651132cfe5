mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  stream_arn         = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
  function_arn       = "arn:aws:lambda:eu-central-1:123456789012:function:ingest-stream"
  failure_bucket_arn = "arn:aws:s3:::lake"
}

run "reads_each_shard_in_order_and_lets_no_bad_record_block_it" {
  assert {
    condition     = aws_lambda_event_source_mapping.this.bisect_batch_on_function_error && aws_lambda_event_source_mapping.this.function_response_types == toset(["ReportBatchItemFailures"])
    error_message = "A failed batch is halved, and single failures are reported."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.this.maximum_retry_attempts == 5 && aws_lambda_event_source_mapping.this.maximum_record_age_in_seconds == 86400
    error_message = "Retries and age are bounded."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.this.destination_config[0].on_failure[0].destination_arn == "arn:aws:s3:::lake"
    error_message = "What is given up on is kept whole, in the bucket."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.this.metrics_config[0].metrics == toset(["EventCount"])
    error_message = "Events that were given up on are counted: an alarm reads it."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.this.parallelization_factor == 1
    error_message = "One batch of a shard at a time: the counters rest on it."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.this.starting_position == "TRIM_HORIZON" && aws_lambda_event_source_mapping.this.batch_size == 500 && aws_lambda_event_source_mapping.this.maximum_batching_window_in_seconds == 5
    error_message = "Reading starts at the oldest record, 500 at a time or after 5 seconds."
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
    failure_bucket_arn         = "arn:aws:sqs:eu-central-1:123456789012:failed" # a queue as the place for failed batches
    maximum_retry_attempts     = -1                                             # endless retries
    maximum_record_age_seconds = -1                                             # an endless record age
    parallelization_factor     = 11                                             # more readers than the service has
  }

  expect_failures = [var.failure_bucket_arn, var.maximum_retry_attempts, var.maximum_record_age_seconds, var.parallelization_factor]
}
