resource "aws_lambda_event_source_mapping" "this" {
  event_source_arn  = var.table_stream_arn
  function_name     = var.function_arn
  starting_position = "TRIM_HORIZON"

  batch_size                         = var.batch_size
  maximum_batching_window_in_seconds = var.batching_window_seconds

  # What is filtered out is neither invoked for nor paid for.
  dynamic "filter_criteria" {
    for_each = length(var.filter_patterns) == 0 ? [] : [var.filter_patterns]

    content {
      dynamic "filter" {
        for_each = filter_criteria.value

        content {
          pattern = filter.value
        }
      }
    }
  }

  # Without these a record that can't be handled blocks its shard until it expires.
  function_response_types        = ["ReportBatchItemFailures"]
  bisect_batch_on_function_error = true
  maximum_retry_attempts         = var.maximum_retry_attempts
  maximum_record_age_in_seconds  = var.maximum_record_age_seconds

  # S3 receives the records themselves, under aws/lambda/<mapping id>/<shard>/; a queue or topic would get their numbers only.
  destination_config {
    on_failure {
      destination_arn = var.failure_bucket_arn
    }
  }

  # Counts what was given up on, which nothing else does.
  metrics_config {
    metrics = ["EventCount"]
  }
}
