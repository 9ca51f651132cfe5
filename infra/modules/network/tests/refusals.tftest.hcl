mock_provider "aws" {
  source = "../../tests/mocks"
}

override_data {
  target = data.aws_availability_zones.available
  values = { names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }
}

variables {
  name = "bellwether"
}

run "refuses_what_would_break" {
  command = plan

  variables {
    name       = "Bell Wether" # a name with a space
    zone_count = 1             # a single zone
    # a whole endpoint name
    interface_endpoints = ["com.amazonaws.eu-central-1.logs"]
    # to keep flows for ever
    flow_logs   = { retention_days = 0 }
    kms_key_arn = "alias/mine" # a key that is no arn
  }

  expect_failures = [var.name, var.zone_count, var.interface_endpoints, var.flow_logs, var.kms_key_arn]
}

run "refuses_a_range_that_is_too_small" {
  command = plan
  variables { cidr = "10.60.0.0/24" }
  expect_failures = [var.cidr]
}

run "refuses_a_public_range" {
  command = plan
  variables { cidr = "8.8.0.0/16" }
  expect_failures = [var.cidr]
}

run "refuses_to_pay_for_what_a_gateway_does" {
  command = plan
  variables { interface_endpoints = ["s3"] }
  expect_failures = [var.interface_endpoints]
}

run "refuses_an_interval_that_aws_lacks" {
  command = plan
  variables { flow_logs = { interval_seconds = 300 } }
  expect_failures = [var.flow_logs]
}

run "refuses_a_field_twice_or_in_braces" {
  command = plan
  variables { flow_logs = { fields = ["srcaddr", "$${dstaddr}"] } }
  expect_failures = [var.flow_logs]
}
