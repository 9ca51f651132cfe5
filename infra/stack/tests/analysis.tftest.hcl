mock_provider "aws" {
  source = "../tests/mocks"
}

variables {
  name_prefix   = "bellwether"
  package_dir   = "tests/fixtures/functions"
  functions_dir = "tests/fixtures/functions"
}

run "is_off_until_it_is_asked_for" {
  command = plan

  assert {
    condition     = length(module.analysis) == 0 && length(module.analyses) == 0 && length(local.analysis_names) == 0 && length(aws_cloudwatch_metric_alarm.analysis_failed) == 0
    error_message = "Nothing of the analysis costs anything by default."
  }
}

run "analyses_by_hand_and_watches_itself" {
  variables { reports = { analysis = { enabled = true } } }

  assert {
    condition     = length(module.analysis_schedule) == 0 && output.analysis_machine_arn != null
    error_message = "Without a schedule the machine waits to be started."
  }

  assert {
    condition     = length(setsubtract(["analyze-window", "plan-windows", "summarize-analysis"], keys(output.function_names))) == 0 && contains(local.own_log_groups, "/aws/vendedlogs/states/bellwether-analyze-logs")
    error_message = "Its functions have the alarms of all functions, and its logs are never read."
  }

  assert {
    condition     = local.further_prefixes["analyses/"].expire_after_days == 91
    error_message = "Facts of windows outlive what says where they are."
  }

  assert {
    condition     = keys(aws_cloudwatch_metric_alarm.analysis_incomplete) == ["WindowsMissing"] && length(aws_cloudwatch_metric_alarm.analysis_failed) == 3 && length(local.may_ask_model) == 0
    error_message = "Without a model none may be asked, and no alarm waits for its words."
  }
}

run "asks_one_model_wherever_its_profile_leads_and_starts_on_the_clock" {
  variables {
    reports = { analysis = { enabled = true, schedule = "cron(0 6 ? * MON *)", timezone = "Europe/Berlin", groups = ["/app/*"], model = { id = "eu.anthropic.claude-sonnet-5-5" } } }
  }

  assert {
    condition     = local.may_ask_model[0].resources == ["arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-5-5", "arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-5-5"]
    error_message = "The profile and its model, in every region that it spans, and no other model."
  }

  assert {
    condition     = local.analysis_model["MODEL_ID"] == "eu.anthropic.claude-sonnet-5-5" && local.analysis_model["MODEL_DAY_USD"] == "2" && length(aws_cloudwatch_metric_alarm.analysis_incomplete) == 2
    error_message = "The function knows the model and its budgets."
  }

  assert {
    condition     = length(module.analysis_schedule) == 1
    error_message = "It starts by itself."
  }
}

run "refuses_what_would_break" {
  command = plan

  variables { reports = { analysis = { enabled = true, days = 31 } } }

  expect_failures = [var.reports]
}

run "refuses_an_archive_that_cannot_be_asked" {
  command = plan

  variables {
    reports = { analysis = { enabled = true } }
    catalog = { enabled = false }
  }

  expect_failures = [var.reports]
}

run "refuses_a_report_that_costs_more_than_a_day" {
  command = plan
  variables { reports = { analysis = { model = { id = "eu.anthropic.claude-sonnet-5-5", report_usd = 3 } } } }
  expect_failures = [var.reports]
}

run "refuses_too_many_groups" {
  command = plan
  variables { reports = { analysis = { groups = [""] } } }
  expect_failures = [var.reports]
}

run "refuses_to_read_for_nothing" {
  command = plan
  variables { reports = { analysis = { max_reading_usd = 0 } } }
  expect_failures = [var.reports]
}
