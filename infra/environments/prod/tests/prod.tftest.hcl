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

run "keeps_its_data_and_acts_on_nothing" {
  command = plan

  assert {
    condition     = !local.is_released
    error_message = "Tables and buckets are protected."
  }

  assert {
    condition     = var.remediation.mode == "dry-run" && length(var.remediation.allowed_playbooks) == 0
    error_message = "Remediation is rehearsed until a playbook is named."
  }

  assert {
    condition     = var.retention.log_days == 365 && var.retention.event_days == 2557 && var.retention.state_days == 400
    error_message = "Events are kept seven years."
  }
}

run "releases_its_data_by_name" {
  command = plan
  variables { release_data = "release bellwether-prod" }

  assert {
    condition     = local.is_released
    error_message = "The whole phrase lifts the protection."
  }
}

run "refuses_what_would_break" {
  command = plan

  variables {
    account_id   = "production" # an account by its name
    alert_emails = []           # alerts that nobody gets
    monthly_usd  = 0            # no money
    # a month of events
    retention    = { event_days = 31 }
    release_data = "yes"           # a release of nothing in particular
    features     = { audits = {} } # a misspelt part
  }

  expect_failures = [var.account_id, var.alert_emails, var.monthly_usd, var.retention, var.release_data, var.features]
}

run "keeps_its_trail_beside_what_is_set" {
  command = plan
  variables { features = { audit = { watch = false } } }

  assert {
    condition     = module.features.parts.audit == { enabled = true, watch = false }
    error_message = "A part of the trail's settings leaves the rest as production has it."
  }
}

run "has_another_name_where_it_is_a_second_deployment" {
  command = plan
  variables {
    name_prefix  = "bellwether-us"
    release_data = "release bellwether-us"
  }

  assert {
    condition     = local.is_released
    error_message = "What is given up is named as the deployment is."
  }
}
