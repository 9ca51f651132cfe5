mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name        = "bellwether"
  description = "Encrypts everything."
}

run "lets_alarms_and_log_groups_use_the_key" {
  assert {
    condition     = anytrue([for s in jsondecode(aws_kms_key.this.policy).Statement : try(s.Principal.Service == "cloudwatch.amazonaws.com" && s.Condition.StringEquals["aws:SourceAccount"] == "123456789012", false)])
    error_message = "CloudWatch of this account alone may use the key, so that alarms reach an encrypted topic."
  }

  assert {
    condition     = anytrue([for s in jsondecode(aws_kms_key.this.policy).Statement : try(s.Principal.Service == "logs.eu-central-1.amazonaws.com", false)])
    error_message = "CloudWatch Logs may use the key for log groups."
  }

  assert {
    condition     = aws_kms_key.this.enable_key_rotation && aws_kms_key.this.deletion_window_in_days == 30
    error_message = "The key is rotated and takes 30 days to die."
  }
}

run "lets_one_trail_encrypt" {
  variables { trail = { arn = "arn:aws:cloudtrail:eu-central-1:123456789012:trail/audit" } }

  assert {
    condition     = one([for s in jsondecode(aws_kms_key.this.policy).Statement : s.Condition.StringEquals if s.Sid == "TrailEncryptsItsFiles"]) == { "aws:SourceArn" = "arn:aws:cloudtrail:eu-central-1:123456789012:trail/audit" }
    error_message = "CloudTrail uses the key for this trail of this account alone."
  }
}

run "opens_objects_to_those_it_names_alone" {
  variables {
    objects = {
      bucket_arns = ["arn:aws:s3:::lake", "arn:aws:s3:::failures"]
      writer_arns = ["arn:aws:iam::123456789012:role/writer"]
      reader_arns = ["arn:aws:iam::123456789012:role/reader"]
    }
  }

  assert {
    condition = { for s in jsondecode(aws_kms_key.this.policy).Statement : s.Sid => s.Condition.ArnLike["aws:PrincipalArn"] if contains(keys(s), "Condition") } == {
      WritersEncrypt = ["arn:aws:iam::123456789012:role/writer"]
      ReadersDecrypt = ["arn:aws:iam::123456789012:role/reader"]
    }
    error_message = "Writers encrypt, readers decrypt."
  }

  assert {
    condition     = alltrue([for s in jsondecode(aws_kms_key.this.policy).Statement : s.Sid == "ReadersDecrypt" || !contains(flatten([s.Action]), "kms:Decrypt")])
    error_message = "Nobody else decrypts."
  }

  assert {
    condition     = one([for s in jsondecode(aws_kms_key.this.policy).Statement : s.Condition.ArnLike["kms:EncryptionContext:aws:s3:arn"] if s.Sid == "ReadersDecrypt"]) == ["arn:aws:s3:::lake", "arn:aws:s3:::lake/*", "arn:aws:s3:::failures", "arn:aws:s3:::failures/*"]
    error_message = "It opens objects of these buckets alone."
  }

  assert {
    condition     = alltrue([for s in jsondecode(aws_kms_key.this.policy).Statement : !contains(flatten([s.Action]), "kms:*") && !contains(flatten([s.Action]), "kms:CreateGrant")])
    error_message = "The account's IAM gives itself no use of the key."
  }
}

run "refuses_readers_with_a_wildcard" {
  command = plan

  variables {
    objects = { bucket_arns = ["arn:aws:s3:::lake"], writer_arns = [], reader_arns = ["arn:aws:iam::123456789012:role/*"] }
  }

  expect_failures = [var.objects]
}

run "refuses_what_would_break" {
  command = plan

  variables {
    name                 = "aws/mine" # a name that aws keeps
    deletion_window_days = 5          # a deletion window of five days
    # every trail
    trail = { arn = "arn:aws:cloudtrail:eu-central-1:123456789012:trail/*" }
  }

  expect_failures = [var.name, var.deletion_window_days, var.trail]
}
