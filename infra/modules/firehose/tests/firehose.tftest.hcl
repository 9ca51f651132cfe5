mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name            = "bellwether-raw-copy"
  stream_arn      = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
  bucket_arn      = "arn:aws:s3:::lake"
  kms_key_arn     = "arn:aws:kms:eu-central-1:123456789012:key/1"
  alert_topic_arn = "arn:aws:sns:eu-central-1:123456789012:alerts"
}

run "copies_the_stream_under_its_own_prefix" {
  assert {
    condition     = aws_kinesis_firehose_delivery_stream.this.extended_s3_configuration[0].prefix == "raw/date=!{timestamp:yyyy-MM-dd}/hour=!{timestamp:HH}/" && aws_kinesis_firehose_delivery_stream.this.extended_s3_configuration[0].error_output_prefix == "raw-errors/!{firehose:error-output-type}/date=!{timestamp:yyyy-MM-dd}/"
    error_message = "Records lie by hour, and errors by kind, outside of the lake's events."
  }

  assert {
    condition     = aws_kinesis_firehose_delivery_stream.this.extended_s3_configuration[0].compression_format == "GZIP" && aws_kinesis_firehose_delivery_stream.this.extended_s3_configuration[0].kms_key_arn == "arn:aws:kms:eu-central-1:123456789012:key/1"
    error_message = "The copy is compressed and encrypted with the key."
  }

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Condition == { StringEquals = { "aws:SourceAccount" = "123456789012" }, ArnEquals = { "aws:SourceArn" = "arn:aws:firehose:eu-central-1:123456789012:deliverystream/bellwether-raw-copy" } }
    error_message = "Only this delivery stream takes the role."
  }

  assert {
    condition     = one([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Resource if s.Sid == "WriteTheCopy"]) == ["arn:aws:s3:::lake/raw/*", "arn:aws:s3:::lake/raw-errors/*"]
    error_message = "The role writes under its two prefixes alone."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.behind.threshold == 1800 && aws_cloudwatch_metric_alarm.behind.alarm_actions == toset(["arn:aws:sns:eu-central-1:123456789012:alerts"]) && output.log_group_name == "/aws/kinesisfirehose/bellwether-raw-copy"
    error_message = "Falling behind is notified, and errors are kept."
  }
}

run "encrypts_the_copy_with_a_key_of_its_own" {
  variables { object_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/raw" }

  assert {
    condition     = aws_kinesis_firehose_delivery_stream.this.extended_s3_configuration[0].kms_key_arn == "arn:aws:kms:eu-central-1:123456789012:key/raw" && one([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Resource if s.Sid == "UseTheKeyThroughServices"]) == ["arn:aws:kms:eu-central-1:123456789012:key/1", "arn:aws:kms:eu-central-1:123456789012:key/raw"]
    error_message = "The stream is read with its key, and the copy written with the other."
  }
}

run "refuses_what_would_break" {
  command = plan

  variables {
    name               = "a/b"             # a name with a slash
    prefix             = "events/"         # the prefix of the one writer
    compression        = "ZIP"             # a compression that readers of the lake don't take
    buffering          = { size_mb = 256 } # an object above the most
    kms_key_arn        = "alias/mine"      # a key that is no arn
    object_key_arn     = "alias/theirs"    # another
    log_retention_days = 0                 # to keep errors for ever
  }

  expect_failures = [var.name, var.prefix, var.compression, var.buffering, var.kms_key_arn, var.object_key_arn, var.log_retention_days]
}

run "refuses_an_object_a_second" {
  command = plan
  variables { buffering = { seconds = 1 } }
  expect_failures = [var.buffering]
}
