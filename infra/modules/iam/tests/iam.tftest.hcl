mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name_prefix = "bellwether"
  stream_arn  = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
}

run "lets_only_this_accounts_logs_onto_this_stream_and_bounds_the_role" {
  assert {
    condition = jsondecode(aws_iam_role.subscription.assume_role_policy).Statement[0].Condition == {
      StringEquals = { "aws:SourceAccount" = "123456789012" }
      ArnLike      = { "aws:SourceArn" = "arn:aws:logs:eu-central-1:123456789012:*" }
    }
    error_message = "CloudWatch Logs takes the role for log groups of this account and region alone."
  }

  assert {
    condition     = one(jsondecode(aws_iam_role_policy.subscription.policy).Statement).Resource == ["arn:aws:kinesis:eu-central-1:123456789012:stream/logs"]
    error_message = "The role puts records onto this stream alone."
  }

  assert {
    condition     = aws_iam_role.subscription.permissions_boundary == output.permissions_boundary_arn && output.permissions_boundary_arn != null
    error_message = "The subscription role has the boundary."
  }

  assert {
    condition = alltrue([for a in ["cloudtrail:StopLogging", "iam:P*", "iam:C*", "iam:AttachR*", "iam:UpdateAs*", "ec2:AuthorizeSecurityGroup*", "s3:DeleteObjectVersion", "logs:PutSubscriptionFilter"] :
    contains(flatten([for s in jsondecode(aws_iam_policy.boundary[0].policy).Statement : s.Action if s.Effect == "Deny"]), a)])
    error_message = "No role can lower the protection of the account or destroy evidence, whatever its own policy says."
  }

  assert {
    condition = alltrue([for a in flatten([for s in jsondecode(aws_iam_policy.boundary[0].policy).Statement : s.Action if s.Effect == "Allow"]) :
    a != "*" && a != "kms:*" && (!startswith(a, "iam:") || contains(local.playbooks_in_use.Action, a))])
    error_message = "No bounded role can ever administer identities or keys: of IAM there is what playbooks use, by name."
  }

  assert {
    condition = alltrue([for a in ["iam:AttachUserPolicy", "iam:UpdateAccessKey", "guardduty:UpdateDetector", "s3:PutBucketPublicAccessBlock", "dynamodb:UpdateContinuousBackups"] :
      [for s in jsondecode(aws_iam_policy.boundary[0].policy).Statement : s.Condition if s.Effect == "Deny" && contains(s.Action, a)] == [
        { ArnNotLike = { "aws:PrincipalArn" = "arn:*:iam::*:role/bellwether-execute-remediation" } }
    ]])
    error_message = "What can raise and lower protection is the machine's alone."
  }

  assert {
    condition     = length(replace(aws_iam_policy.boundary[0].policy, " ", "")) < 6144
    error_message = "A managed policy takes 6,144 characters."
  }

  assert {
    condition = [for s in jsondecode(aws_iam_policy.boundary[0].policy).Statement : s.Condition if contains(flatten([s.Action]), "kms:Encrypt")] == [
      { StringEquals = { "kms:ViaService" = "ssm.eu-central-1.amazonaws.com" } }
    ]
    error_message = "A bounded role can encrypt a SecureString through SSM, and nothing else by that action."
  }
}

run "encrypts_records_where_the_stream_has_a_key" {
  variables { kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1" }

  assert {
    condition     = jsondecode(aws_iam_role_policy.subscription.policy).Statement[1].Action == ["kms:GenerateDataKey"]
    error_message = "The role may encrypt with the stream's key."
  }
}

run "leaves_the_boundary_to_the_account" {
  variables { create_permissions_boundary = false }

  assert {
    condition     = output.permissions_boundary_arn == null
    error_message = "No boundary is made."
  }
}

run "refuses_a_prefix_in_capitals" {
  command = plan
  variables { name_prefix = "Bellwether" }
  expect_failures = [var.name_prefix]
}

run "trusts_the_senders_it_is_given_and_itself" {
  variables { log_senders = { account_ids = ["210987654321"], organization_id = "o-a1b2c3d4e5" } }

  assert {
    condition     = jsondecode(aws_iam_role.destination[0].assume_role_policy).Statement[0].Condition.ArnLike["aws:SourceArn"] == ["arn:aws:logs:*:123456789012:*", "arn:aws:logs:*:210987654321:*"]
    error_message = "Log groups of the account that is named, and of this one for the test message."
  }

  assert {
    condition     = jsondecode(aws_iam_role.destination[0].assume_role_policy).Statement[1].Condition.StringEquals["aws:SourceOrgID"] == "o-a1b2c3d4e5"
    error_message = "Log groups of the organization that is named."
  }

  assert {
    condition     = aws_iam_role_policy.destination[0].policy == aws_iam_role_policy.subscription.policy && output.destination_role_arn != null
    error_message = "It puts records onto the stream, and no more."
  }
}

run "refuses_a_sender_by_its_name" {
  command = plan
  variables { log_senders = { account_ids = ["payments"] } }
  expect_failures = [var.log_senders]
}

run "refuses_an_organization_by_its_name" {
  command = plan
  variables { log_senders = { organization_id = "example" } }
  expect_failures = [var.log_senders]
}
