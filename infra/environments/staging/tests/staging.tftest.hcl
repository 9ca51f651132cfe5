mock_provider "aws" {
  source = "../../tests/mocks"
}

override_module {
  target = module.bellwether
}

variables {
  account_id   = "123456789012"
  alert_emails = ["oncall@example.com"]
}

run "is_in_dry_run_with_nothing_allowed" {
  command = plan

  assert {
    condition     = var.remediation.mode == "dry-run" && length(var.remediation.allowed_playbooks) == 0 && length(keys(var.features)) == 0
    error_message = "Nothing acts and nothing costly stands unless it is asked for."
  }
}

run "refuses_what_would_break" {
  command = plan

  variables {
    account_id   = "staging"         # an account by its name
    alert_emails = []                # alerts that nobody gets
    monthly_usd  = 0                 # no money
    features     = { workload = {} } # a misspelt part
  }

  expect_failures = [var.account_id, var.alert_emails, var.monthly_usd, var.features]
}
