mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name        = "bellwether"
  bucket_name = "audit"
  kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1"
}

run "records_every_region_validated_encrypted_and_started" {
  assert {
    condition     = aws_cloudtrail.this.is_multi_region_trail && aws_cloudtrail.this.include_global_service_events && aws_cloudtrail.this.enable_logging
    error_message = "The trail is started and records every region and the global services."
  }

  assert {
    condition     = aws_cloudtrail.this.enable_log_file_validation && aws_cloudtrail.this.kms_key_id == "arn:aws:kms:eu-central-1:123456789012:key/1"
    error_message = "Files are encrypted with the key, and a change of them shows."
  }

  assert {
    condition     = length(aws_cloudtrail.this.advanced_event_selector) == 1 && length(aws_iam_role.logs) == 0 && output.log_group_name == null
    error_message = "Unasked it records management events alone, and to no log group."
  }
}

run "writes_to_a_log_group_for_this_trail_alone" {
  variables { log_group = { name = "/bellwether/cloudtrail", retention_days = 7 } }

  assert {
    condition     = aws_cloudwatch_log_group.this[0].retention_in_days == 7 && output.log_group_name == "/bellwether/cloudtrail"
    error_message = "The log group keeps events as long as it is set to."
  }

  assert {
    condition     = jsondecode(aws_iam_role.logs[0].assume_role_policy).Statement[0].Principal.Service == "cloudtrail.amazonaws.com" && !can(jsondecode(aws_iam_role.logs[0].assume_role_policy).Statement[0].Condition)
    error_message = "CloudTrail takes the role, and no condition asks for a source that it does not send."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.logs[0].policy).Statement[0].Resource == ["arn:aws:logs:eu-central-1:123456789012:log-group:own:log-stream:123456789012_CloudTrail_*"]
    error_message = "The role writes to CloudTrail's own streams of the log group."
  }
}

run "records_objects_outside_its_own_buckets" {
  variables { data_events = { excluded_bucket_arns = ["arn:aws:s3:::audit", "arn:aws:s3:::lake"] } }

  assert {
    condition     = flatten([for f in aws_cloudtrail.this.advanced_event_selector[1].field_selector : f.not_starts_with if f.field == "resources.ARN"]) == ["arn:aws:s3:::audit/", "arn:aws:s3:::lake/"]
    error_message = "Objects of the deployment's own buckets are no events: they would make more of themselves."
  }

  assert {
    condition     = flatten([for f in aws_cloudtrail.this.advanced_event_selector[1].field_selector : f.equals if f.field == "readOnly"]) == ["false"]
    error_message = "Reading is recorded only where it is asked for."
  }
}

run "refuses_what_would_break" {
  command = plan

  variables {
    name        = "a"                                                # a name of one letter
    kms_key_arn = "alias/mine"                                       # a key that is no arn
    log_group   = { name = "/bellwether/*" }                         # a log group with a wildcard
    data_events = { excluded_bucket_arns = [], read_events = false } # events of its own files
  }

  expect_failures = [var.name, var.kms_key_arn, var.log_group, var.data_events]
}

run "refuses_to_keep_events_for_ever" {
  command = plan
  variables { log_group = { name = "/bellwether/cloudtrail", retention_days = 0 } }
  expect_failures = [var.log_group]
}
