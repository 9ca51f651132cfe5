mock_provider "aws" {
  source = "../tests/mocks"
}

variables {
  name_prefix   = "bellwether"
  package_dir   = "tests/fixtures/functions"
  functions_dir = "tests/fixtures/functions"
}

run "refuses_a_prefix_that_leaves_no_room" {
  command = plan
  variables { name_prefix = "a-prefix-of-more-than-twenty" }
  expect_failures = [var.name_prefix]
}

run "refuses_a_runtime_that_emulators_lack" {
  command = plan
  variables {
    emulator = "localstack"
    runtime  = "nodejs24.x"
  }
  expect_failures = [var.runtime]
}

run "refuses_to_watch_its_own_functions" {
  command = plan
  variables { watched_log_groups = ["/aws/lambda/bellwether-ingest-stream"] }
  expect_failures = [var.watched_log_groups]
}

run "refuses_limits_that_list_no_finding" {
  command = plan
  variables { finding_limits = { findings = 0 } }
  expect_failures = [var.finding_limits]
}

run "refuses_an_unknown_remediation_mode" {
  command = plan
  variables { remediation_mode = "auto" }
  expect_failures = [var.remediation_mode]
}

run "refuses_a_finding_age_of_no_minutes" {
  command = plan
  variables { remediation_limits = { max_finding_age_minutes = 0 } }
  expect_failures = [var.remediation_limits]
}

run "refuses_a_part_of_a_call" {
  command = plan
  variables { remediation_limits = { max_planned_calls = 2.5 } }
  expect_failures = [var.remediation_limits]
}

run "refuses_a_start_of_no_playbook" {
  command = plan
  variables { remediation_starts = [{ rule = "error-spike", scope = "123456789012:/app/orders", playbook = "delete-everything", resources = { a = "b" } }] }
  expect_failures = [var.remediation_starts]
}

run "refuses_a_start_of_no_account" {
  command = plan
  variables { remediation_starts = [{ rule = "error-spike", scope = "/app/orders", playbook = "throttle-function", resources = { functionName = "orders" } }] }
  expect_failures = [var.remediation_starts]
}

run "refuses_more_starts_than_an_environment_holds" {
  command = plan
  variables { remediation_starts = [for n in range(30) : { rule = "error-spike", scope = "123456789012:/app/orders-${n}", playbook = "throttle-function", resources = { functionName = "orders" } }] }
  expect_failures = [var.remediation_starts]
}

run "refuses_to_ask_about_an_unknown_playbook" {
  command = plan
  variables { remediation_limits = { ask_first = ["reboot-the-moon"] } }
  expect_failures = [var.remediation_limits]
}

run "refuses_an_hour_without_a_place" {
  command = plan
  variables { remediation_limits = { max_applied_per_hour = 0 } }
  expect_failures = [var.remediation_limits]
}

run "refuses_a_freeze_that_ends_before_it_starts" {
  command = plan
  variables { remediation_limits = { freezes = ["2026-12-27T00:00:00Z/2026-12-24T00:00:00Z"] } }
  expect_failures = [var.remediation_limits]
}

run "refuses_an_unknown_playbook" {
  command = plan
  variables { allowed_playbooks = ["delete-everything"] }
  expect_failures = [var.allowed_playbooks]
}

run "refuses_a_setting_of_no_playbook" {
  command = plan
  variables { playbook_settings = { QUARANTINE_BUCKET = "sg-0123456789abcdef0" } }
  expect_failures = [var.playbook_settings]
}

run "refuses_a_setting_of_another_form" {
  command = plan
  variables { playbook_settings = { ISOLATION_SECURITY_GROUP_ID = "default" } }
  expect_failures = [var.playbook_settings]
}

run "refuses_to_act_on_nothing_in_particular" {
  command = plan
  variables { remediation_mode = "apply" }
  expect_failures = [var.allowed_playbooks]
}

run "refuses_what_would_break" {
  command = plan

  variables {
    emulator                    = "docker"     # an unknown emulator
    kms_key_arn                 = "alias/mine" # a key that is no arn
    permissions_boundary_arn    = "boundary"   # a boundary that is no arn
    architecture                = "riscv"      # an unknown architecture
    alert_min_severity          = "HIGH"       # an unknown severity
    event_retention_days        = 30           # to keep events for a month
    state_retention_days        = 0.5          # to keep state for half a day
    isolation_security_group_id = "default"    # a group that is no security group
  }

  expect_failures = [var.emulator, var.kms_key_arn, var.permissions_boundary_arn, var.architecture, var.alert_min_severity, var.event_retention_days, var.state_retention_days, var.isolation_security_group_id]
}

run "refuses_to_move_what_is_gone" {
  command = plan
  variables { cold_storage = { lake = { glacier_after_days = 500 } } }
  expect_failures = [var.cold_storage]
}

run "refuses_to_move_reports_that_are_gone" {
  command = plan
  variables { cold_storage = { reports = { glacier_after_days = 500 } } }
  expect_failures = [var.cold_storage]
}

run "refuses_to_keep_reports_for_a_month" {
  command = plan
  variables { reports = { retention_days = 30 } }
  expect_failures = [var.reports]
}

run "refuses_to_watch_an_account_and_its_groups" {
  command = plan

  variables {
    watch_account      = {}
    watched_log_groups = ["/app/payments"]
  }

  expect_failures = [var.watch_account]
}
