mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  package_dir   = "../../stack/tests/fixtures/functions"
  functions_dir = "../../stack/tests/fixtures/functions"
}

run "is_the_whole_stack_on_either_emulator" {
  command = plan

  variables { emulator = "moto" }

  assert {
    condition     = output.deployment.stream_name == "bellwether-logs" && output.deployment.function_names["score-windows"] == "bellwether-score-windows"
    error_message = "The environment is the whole stack under its usual name."
  }
}

run "refuses_to_be_aws" {
  command = plan
  variables { emulator = "none" }
  expect_failures = [var.emulator]
}

run "refuses_a_misspelt_part" {
  command = plan
  variables { features = { setting = {} } }
  expect_failures = [var.features]
}
