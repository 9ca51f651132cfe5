mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name               = "alerts"
  kms_key_arn        = "arn:aws:kms:eu-central-1:123456789012:key/1"
  email_addresses    = ["oncall@example.com"]
  publisher_services = ["cloudwatch.amazonaws.com"]
}

run "encrypts_subscribes_and_lets_only_this_accounts_alarms_publish" {
  assert {
    condition = one([
      for s in jsondecode(aws_sns_topic_policy.this.policy).Statement : s.Condition.StringEquals["aws:SourceAccount"] if s.Sid == "PublishCloudwatch"
    ]) == "123456789012"
    error_message = "CloudWatch publishes for this account's alarms alone."
  }

  assert {
    condition = one([
      for s in jsondecode(aws_sns_topic_policy.this.policy).Statement : s.Condition.ArnLike["aws:SourceArn"] if s.Sid == "PublishCloudwatch"
    ]) == "arn:aws:cloudwatch:eu-central-1:123456789012:*"
    error_message = "CloudWatch publishes for alarms of this region alone."
  }

  assert {
    condition     = one([for s in jsondecode(aws_sns_topic_policy.this.policy).Statement : s.Effect if s.Sid == "RefusePlainHttp"]) == "Deny"
    error_message = "Plain HTTP is denied."
  }

  assert {
    condition     = aws_sns_topic.this.kms_master_key_id == "arn:aws:kms:eu-central-1:123456789012:key/1" && aws_sns_topic_subscription.email["oncall@example.com"].protocol == "email"
    error_message = "The topic is encrypted with the key given and sends to each address."
  }
}

run "encrypts_with_the_managed_key_where_no_service_publishes" {
  variables {
    kms_key_arn        = null
    publisher_services = []
  }

  assert {
    condition     = aws_sns_topic.this.kms_master_key_id == "alias/aws/sns"
    error_message = "Without a key of its own the topic uses alias/aws/sns."
  }
}

run "refuses_alarms_on_a_topic_under_the_managed_key" {
  command = plan
  variables { kms_key_arn = null }
  expect_failures = [var.publisher_services]
}

run "refuses_what_would_break" {
  command = plan

  variables {
    name        = "a.b"        # a name with a dot
    kms_key_arn = "alias/mine" # a key that is no arn
    # an address without a domain
    email_addresses = ["oncall"]
  }

  expect_failures = [var.name, var.kms_key_arn, var.email_addresses]
}

run "refuses_a_service_that_is_none" {
  command = plan
  variables { publisher_services = ["*"] }
  expect_failures = [var.publisher_services]
}
