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
    condition     = !anytrue([for a in flatten([for s in jsondecode(aws_iam_policy.boundary[0].policy).Statement : s.Action if s.Effect == "Allow"]) : startswith(a, "iam:") || a == "*" || a == "kms:*"])
    error_message = "No bounded role can ever administer identities or keys."
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
