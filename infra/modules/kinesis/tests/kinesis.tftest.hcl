mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name = "logs"
}

run "encrypts_with_the_managed_key_unless_given_one" {
  assert {
    condition     = aws_kinesis_stream.this.encryption_type == "KMS" && aws_kinesis_stream.this.kms_key_id == "alias/aws/kinesis"
    error_message = "The stream is encrypted with alias/aws/kinesis."
  }

  assert {
    condition     = aws_kinesis_stream.this.retention_period == 72 && aws_kinesis_stream.this.shard_count == null
    error_message = "Records stay for 72 hours, and an on-demand stream counts no shards."
  }
}

run "takes_a_key_and_shards" {
  variables {
    mode        = "PROVISIONED"
    shard_count = 2
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1"
  }

  assert {
    condition     = aws_kinesis_stream.this.kms_key_id == "arn:aws:kms:eu-central-1:123456789012:key/1" && aws_kinesis_stream.this.shard_count == 2
    error_message = "A provisioned stream has its shards, and the key given."
  }
}

run "refuses_what_would_break" {
  command = plan

  variables {
    name            = "a/b"        # a name with a slash
    mode            = "AUTO"       # an unknown mode
    shard_count     = 0            # no shards
    retention_hours = 1            # a retention of an hour
    kms_key_arn     = "alias/mine" # a key that is no arn
  }

  expect_failures = [var.name, var.mode, var.shard_count, var.retention_hours, var.kms_key_arn]
}
