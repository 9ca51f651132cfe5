mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name      = "study"
  vpc_id    = "vpc-1"
  subnet_id = "subnet-1"
  lake      = { bucket_arn = "arn:aws:s3:::lake" }
}

run "reads_the_lake_and_nothing_else" {
  assert {
    condition     = one([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Resource if s.Sid == "ReadTheLake"]) == ["arn:aws:s3:::lake/events/*"]
    error_message = "It reads the events."
  }

  assert {
    condition     = [for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Action if anytrue([for a in s.Action : startswith(a, "s3:")])] == [["s3:GetObject"], ["s3:ListBucket"]]
    error_message = "It writes to no bucket."
  }

  assert {
    condition     = one([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Resource if s.Sid == "StopItself"]) == ["arn:aws:sagemaker:eu-central-1:123456789012:notebook-instance/study"]
    error_message = "It can stop itself, and no other."
  }

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"
    error_message = "Only this account's notebooks take the role."
  }
}

run "is_closed_and_stops_when_idle" {
  assert {
    condition     = aws_sagemaker_notebook_instance.this.direct_internet_access == "Disabled" && aws_sagemaker_notebook_instance.this.root_access == "Disabled" && aws_sagemaker_notebook_instance.this.instance_metadata_service_configuration[0].minimum_instance_metadata_service_version == "2"
    error_message = "There is no internet, no root and no metadata without a token."
  }

  assert {
    condition     = strcontains(base64decode(aws_sagemaker_notebook_instance_lifecycle_configuration.this.on_start), "stop-when-idle study eu-central-1 60") && length(aws_sagemaker_notebook_instance_lifecycle_configuration.this.on_start) <= 16384
    error_message = "It stops after an hour, by a script that SageMaker takes."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this[0].retention_in_days == 30
    error_message = "Its log is kept for thirty days."
  }
}

run "uses_the_key_and_the_log_group_given" {
  variables {
    kms_key_arn            = "arn:aws:kms:eu-central-1:123456789012:key/1"
    log_group              = { create = false }
    direct_internet_access = true
  }

  assert {
    condition     = aws_sagemaker_notebook_instance.this.kms_key_id == "arn:aws:kms:eu-central-1:123456789012:key/1" && strcontains(aws_iam_role_policy.this.policy, "kms:Decrypt")
    error_message = "Volume and lake use the key given."
  }

  assert {
    condition     = length(aws_cloudwatch_log_group.this) == 0 && aws_sagemaker_notebook_instance.this.direct_internet_access == "Enabled"
    error_message = "Another's log group is left alone, and the internet is there when asked for."
  }
}

run "leaves_out_what_an_emulator_forgets" {
  command = plan
  variables { has_platform_settings = false }

  assert {
    condition     = length(aws_sagemaker_notebook_instance.this.instance_metadata_service_configuration) == 0
    error_message = "What would be forgotten is not asked for."
  }
}

run "refuses_what_would_break" {
  command = plan

  variables {
    name          = "my_study"  # a name that SageMaker refuses
    instance_type = "t3.medium" # a type that is none of SageMaker's
    volume_gb     = 4           # a volume that is too small
    platform      = "windows"   # a platform that is none
    idle_minutes  = 5           # to stop under somebody's hands
    # an object instead of a bucket
    lake = { bucket_arn = "arn:aws:s3:::lake/events" }
    # to keep logs for ever
    log_group   = { retention_days = 0 }
    kms_key_arn = "alias/mine" # a key that is no arn
  }

  expect_failures = [var.name, var.instance_type, var.volume_gb, var.platform, var.idle_minutes, var.lake, var.log_group, var.kms_key_arn]
}

run "refuses_a_prefix_without_its_slash" {
  command = plan
  variables { lake = { bucket_arn = "arn:aws:s3:::lake", prefixes = ["events"] } }
  expect_failures = [var.lake]
}
