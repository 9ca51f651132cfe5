mock_provider "aws" {
  source = "../tests/mocks"
}

variables {
  name_prefix   = "bellwether"
  package_dir   = "tests/fixtures/functions"
  functions_dir = "tests/fixtures/functions"
}

override_data {
  target = module.network[0].data.aws_availability_zones.available
  values = { names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }
}

run "reads_neither_subscription_nor_trail_unasked" {
  command = plan

  assert {
    condition     = length(module.ingest_subscription) == 0 && length(module.ingest_cloudtrail) == 0 && length(aws_lambda_permission.subscription) == 0 && length(aws_lambda_event_source_mapping.cloudtrail) == 0
    error_message = "Both functions are off unless asked for."
  }
}

run "sends_the_named_log_groups_straight_to_the_function" {
  variables { subscription_log_groups = ["/app/payments", "/app/shop"] }

  assert {
    condition     = output.function_names["ingest-subscription"] == "bellwether-ingest-subscription" && toset(keys(aws_cloudwatch_log_subscription_filter.to_function)) == toset(["/app/payments", "/app/shop"])
    error_message = "Each group has its filter, and the function is among those that are watched for errors."
  }

  assert {
    condition     = aws_lambda_permission.subscription[0].principal == "logs.amazonaws.com" && aws_lambda_permission.subscription[0].source_arn == "arn:aws:logs:eu-central-1:123456789012:log-group:*" && aws_lambda_permission.subscription[0].source_account == "123456789012"
    error_message = "Only log groups of this account and region may invoke it."
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.subscription[0].destination_config[0].on_failure[0].destination == module.failures.arn && contains(local.may_store.keep_failed_batches.resources, "${module.failures.arn}/aws/lambda/*")
    error_message = "What failed three times is kept in the bucket of failures, and the role may put it there."
  }
}

run "declares_what_is_named_with_its_dataset" {
  variables {
    watched_log_groups      = ["/app/web", { name = "/aws/vpc/main", dataset = "vpc-flow" }]
    subscription_log_groups = ["/app/payments", { name = "/aws/cloudtrail/main", dataset = "cloudtrail" }]
    log_senders             = { account_ids = ["210987654321"], datasets = { "210987654321:/aws/vpc/theirs" = "vpc-flow" } }
    cloudtrail_source       = { queue_arn = "arn:aws:sqs:eu-central-1:123456789012:trail-files", bucket_arn = "arn:aws:s3:::trail" }
  }

  assert {
    condition     = local.declarations == { DECLARED_DATASETS = "123456789012:/aws/cloudtrail/main=cloudtrail,123456789012:/aws/vpc/main=vpc-flow,210987654321:/aws/vpc/theirs=vpc-flow,s3:trail=cloudtrail" }
    error_message = "Each declaration names the account that owns the group."
  }

  assert {
    condition     = contains(local.watched_log_groups, "/app/web") && contains(local.watched_log_groups, "/aws/vpc/main") && toset(keys(aws_cloudwatch_log_subscription_filter.to_function)) == toset(["/app/payments", "/aws/cloudtrail/main"])
    error_message = "A group is watched whether it is named with a dataset or without."
  }
}

run "refuses_a_dataset_that_does_not_exist" {
  command = plan

  variables {
    watched_log_groups = [{ name = "/aws/vpc/main", dataset = "flows" }]
    log_senders        = { account_ids = ["210987654321"], datasets = { "/aws/vpc/theirs" = "vpc-flow" } }
    cloudtrail_source  = { queue_arn = "arn:aws:sqs:eu-central-1:123456789012:trail-files", bucket_arn = "arn:aws:s3:::trail", dataset = "trail" }
  }
  expect_failures = [var.watched_log_groups, var.log_senders, var.cloudtrail_source]
}

run "refuses_a_subscribed_dataset_that_does_not_exist" {
  command = plan
  variables { subscription_log_groups = [{ name = "/aws/vpc/other", dataset = "flows" }] }
  expect_failures = [var.subscription_log_groups]
}

run "refuses_an_entry_that_is_not_a_log_group" {
  command = plan
  variables { watched_log_groups = [{ name = "/aws/vpc/main", source = "vpc-flow" }] }
  expect_failures = [var.watched_log_groups]
}

run "refuses_what_it_does_not_know_of_a_subscribed_group" {
  command = plan
  variables { subscription_log_groups = [{ name = "/aws/vpc/main", dateset = "vpc-flow" }] }
  expect_failures = [var.subscription_log_groups]
}

run "refuses_to_declare_by_what_is_not_a_name" {
  command = plan
  variables { watch_account = { datasets = { "/app/web=application,/app/shop" = "vpc-flow" } } }
  expect_failures = [var.watch_account]
}

run "refuses_more_declarations_than_an_environment_takes" {
  command = plan
  variables { watched_log_groups = [for n in range(54) : { name = "/aws/vpc/network-${n}/flow-logs", dataset = "vpc-flow" }] }
  expect_failures = [output.declared_datasets]
}

run "refuses_a_dataset_of_the_whole_account_that_does_not_exist" {
  command = plan
  variables { watch_account = { datasets = { "/aws/vpc/main" = "flows" } } }
  expect_failures = [var.watch_account]
}

run "declares_what_the_stack_makes" {
  variables {
    audit     = { enabled = true }
    workloads = { network = {} }
  }

  assert {
    condition     = local.declarations == { DECLARED_DATASETS = "123456789012:/aws/cloudtrail/bellwether=cloudtrail,123456789012:/aws/vpc/bellwether/flow-logs=vpc-flow" }
    error_message = "The trail's group and the network's flow logs are declared by the stack itself."
  }
}

run "reads_the_deployments_own_trail" {
  variables { audit = { enabled = true, watch = false, notify_queue = true } }

  assert {
    condition     = length(module.ingest_cloudtrail) == 1 && aws_lambda_event_source_mapping.cloudtrail[0].event_source_arn == module.audit_objects[0].arn && local.cloudtrail_sources[0].bucket_arn == "arn:aws:s3:::${local.audit_bucket_name}"
    error_message = "The queue of the deployment's own trail is read."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.cloudtrail[0].function_response_types == toset(["ReportBatchItemFailures"]) && output.function_names["ingest-cloudtrail"] == "bellwether-ingest-cloudtrail"
    error_message = "One file that fails sends no other through again."
  }
}

run "reads_a_trail_that_is_named_and_may_read_no_other_bucket" {
  variables {
    cloudtrail_source = {
      queue_arn  = "arn:aws:sqs:eu-central-1:123456789012:trail-files"
      bucket_arn = "arn:aws:s3:::trail"
      key_arn    = "arn:aws:kms:eu-central-1:123456789012:key/1"
    }
  }

  assert {
    condition     = aws_lambda_event_source_mapping.cloudtrail[0].event_source_arn == "arn:aws:sqs:eu-central-1:123456789012:trail-files" && local.may_read_trails[0][*].sid == ["ReceiveNotices", "ReadTrailFiles", "DistinguishGoneFromForbidden", "DecryptTrailFiles"]
    error_message = "The queue is read, the bucket's files and no others, and their key is used."
  }

  assert {
    condition     = toset(flatten(local.may_read_trails[0][*].resources)) == toset(["arn:aws:sqs:eu-central-1:123456789012:trail-files", "arn:aws:s3:::trail/*", "arn:aws:s3:::trail", "arn:aws:kms:eu-central-1:123456789012:key/1"])
    error_message = "The role reads the one queue and the one bucket."
  }
}

run "refuses_to_send_its_own_lines_to_itself" {
  command = plan
  variables { subscription_log_groups = ["/aws/lambda/bellwether-ingest-subscription"] }
  expect_failures = [var.subscription_log_groups]
}

run "refuses_a_log_group_that_goes_both_ways" {
  command = plan
  variables {
    subscription_log_groups = ["/app/web"]
    watched_log_groups      = ["/app/web"]
  }
  expect_failures = [var.subscription_log_groups]
}

run "refuses_a_queue_in_order" {
  command = plan
  variables { cloudtrail_source = { queue_arn = "arn:aws:sqs:eu-central-1:123456789012:trail.fifo", bucket_arn = "arn:aws:s3:::trail" } }
  expect_failures = [var.cloudtrail_source]
}

run "refuses_a_bucket_with_a_path" {
  command = plan
  variables { cloudtrail_source = { queue_arn = "arn:aws:sqs:eu-central-1:123456789012:trail", bucket_arn = "arn:aws:s3:::trail/AWSLogs" } }
  expect_failures = [var.cloudtrail_source]
}
