mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name          = "bellwether-score-windows"
  description   = "Scores windows."
  package_path  = "tests/fixtures/env.contract.json" # Any file: no package is read where the provider is a mock.
  contract_path = "tests/fixtures/env.contract.json"
  environment   = { FINDINGS_TABLE = "findings" }
}

run "refuses_an_environment_without_a_required_variable_by_its_name" {
  command = plan
  variables { environment = {} }
  expect_failures = [aws_lambda_function.this]

  assert {
    condition     = join(", ", local.missing) == "FINDINGS_TABLE"
    error_message = "FINDINGS_TABLE is missing, by name."
  }
}

run "refuses_a_variable_that_the_contract_does_not_know" {
  command = plan
  variables { environment = { FINDINGS_TABLE = "findings", FINDING_TABLE = "findings" } }
  expect_failures = [aws_lambda_function.this]

  assert {
    condition     = join(", ", local.unknown) == "FINDING_TABLE"
    error_message = "FINDING_TABLE is unknown, by name."
  }
}

run "refuses_a_blank_variable" {
  command = plan
  variables { environment = { FINDINGS_TABLE = " " } }
  expect_failures = [aws_lambda_function.this]
}

run "refuses_an_environment_beyond_what_lambda_takes" {
  command = plan
  variables { environment = { FINDINGS_TABLE = join("", [for n in range(400) : "0123456789"]) } }
  expect_failures = [aws_lambda_function.this]

  assert {
    condition     = local.longest == "FINDINGS_TABLE" && local.longest_bytes == 4000
    error_message = "The variable that takes most is named, with its length."
  }
}

run "takes_an_environment_just_within_the_limit" {
  command = plan
  variables { environment = { FINDINGS_TABLE = join("", [for n in range(380) : "0123456789"]) } }

  assert {
    condition     = local.environment_bytes > 3900 && local.environment_bytes <= 4096
    error_message = "The limit is Lambda's own, not a smaller one."
  }
}

run "refuses_two_statements_of_one_sid" {
  command = plan
  variables {
    policy_statements = [
      { sid = "Notify", actions = ["sns:Publish"], resources = ["arn:aws:sns:eu-central-1:123456789012:a"] },
      { sid = "Notify", actions = ["sns:Publish"], resources = ["arn:aws:sns:eu-central-1:123456789012:b"] },
    ]
  }
  expect_failures = [var.policy_statements]
}

run "refuses_what_would_break" {
  command = plan

  variables {
    name = "a.b" # a name with a dot
    # variables that lambda keeps for itself
    environment = { FINDINGS_TABLE = "findings", AWS_REGION = "eu-central-1" }
    log_level   = "LOUD" # an unknown log level
    # too little memory
    compute = { memory_mb = 64 }
    # an action with a wildcard
    policy_statements  = [{ sid = "All", actions = ["s3:*"], resources = ["arn:aws:s3:::lake"] }]
    log_retention_days = 0 # to keep logs for ever
  }

  expect_failures = [var.name, var.environment, var.log_level, var.compute, var.policy_statements, var.log_retention_days]
}

run "refuses_a_timeout_above_fifteen_minutes" {
  command = plan

  variables {
    # a timeout above fifteen minutes
    compute = { timeout_seconds = 901 }
  }

  expect_failures = [var.compute]
}

run "refuses_a_runtime_out_of_support" {
  command = plan

  variables {
    # a runtime out of support
    compute = { runtime = "nodejs20.x" }
  }

  expect_failures = [var.compute]
}

run "refuses_an_unknown_architecture" {
  command = plan

  variables {
    # an unknown architecture
    compute = { architecture = "riscv" }
  }

  expect_failures = [var.compute]
}

run "refuses_a_negative_concurrency" {
  command = plan

  variables {
    # a negative concurrency
    compute = { reserved_concurrency = -2 }
  }

  expect_failures = [var.compute]
}
