mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name_prefix = "bellwether"
}

run "keeps_five_documents_under_one_path" {
  variables {
    mutes   = [{ rule = "console-login-brute-force", until = "2030-01-31T00:00:00Z", reason = "Penetration test of January." }]
    outputs = [{ name = "security", type = "sns", topicArn = "arn:aws:sns:eu-central-1:123456789012:security" }]
    routes  = [{ minSeverity = "CRITICAL", datasets = ["cloudtrail"], outputs = ["security"] }]
  }

  assert {
    condition     = output.parameter_names == { for name in ["thresholds", "mutes", "routes", "outputs", "grouping"] : name => "${output.path}/${name}" } && output.path == "/bellwether/alerts"
    error_message = "Each document has a parameter."
  }

  assert {
    condition     = jsondecode(aws_ssm_parameter.this["thresholds"].value) == { version = 2, thresholds = {} }
    error_message = "What is left out takes its default where it is read."
  }

  assert {
    condition     = jsondecode(aws_ssm_parameter.this["mutes"].value).mutes[0].until == "2030-01-31T00:00:00Z" && aws_ssm_parameter.this["mutes"].tier == "Standard"
    error_message = "A mute is kept as given, in a standard parameter."
  }

  assert {
    condition     = length(aws_appconfig_application.this) == 0
    error_message = "AppConfig is off unless asked for."
  }
}

run "has_appconfig_check_each_document" {
  variables { app_config = true }

  assert {
    condition     = toset(keys(aws_appconfig_deployment.this)) == toset(["thresholds", "mutes", "routes", "outputs", "grouping"]) && output.app_config_application_id != null
    error_message = "Each document is deployed."
  }

  assert {
    condition     = aws_appconfig_deployment_strategy.this[0].final_bake_time_in_minutes == 0 && aws_appconfig_deployment_strategy.this[0].deployment_duration_in_minutes == 0 && aws_appconfig_deployment_strategy.this[0].growth_factor == 100
    error_message = "Five documents are deployed one after another, so none may keep the others waiting."
  }

  assert {
    condition     = alltrue([for name, profile in aws_appconfig_configuration_profile.this : jsondecode(one(profile.validator).content).required == ["version", name] && jsondecode(one(profile.validator).content)["$schema"] == "http://json-schema.org/draft-04/schema#"])
    error_message = "Each document has its own schema."
  }
}

run "takes_the_larger_parameter_where_it_must" {
  command = plan
  variables { mutes = [for n in range(60) : { rule = "rule-${n}", until = "2030-01-31T00:00:00Z", reason = "A reason long enough to fill it." }] }

  assert {
    condition     = aws_ssm_parameter.this["mutes"].tier == "Advanced" && aws_ssm_parameter.this["routes"].tier == "Standard"
    error_message = "Above 4096 characters a parameter is an advanced one."
  }
}

run "refuses_a_document_that_no_parameter_holds" {
  command = plan
  variables { mutes = [for n in range(150) : { rule = "rule-${n}", until = "2030-01-31T00:00:00Z", reason = "A reason long enough to fill it." }] }
  expect_failures = [aws_ssm_parameter.this]
}

run "refuses_a_path_that_aws_keeps" {
  command = plan
  variables { name_prefix = "aws-bellwether" }
  expect_failures = [var.name_prefix]
}

run "refuses_a_mute_without_end" {
  command = plan
  variables { mutes = [{ rule = "a", untill = "2030-01-31T00:00:00Z", reason = "A misspelt end." }] }
  expect_failures = [aws_ssm_parameter.this]
}

run "refuses_a_route_to_nowhere" {
  command = plan
  variables { routes = [{ minSeverity = "CRITICAL", outputs = ["pager"] }] }
  expect_failures = [aws_ssm_parameter.this]
}
