mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name_prefix = "bellwether"
}

run "keeps_three_documents_under_one_path" {
  variables {
    mutes  = [{ rule = "console-login-brute-force", until = "2030-01-31T00:00:00Z", reason = "Penetration test of January." }]
    routes = [{ minSeverity = "CRITICAL", sources = ["cloudtrail"], topicArn = "arn:aws:sns:eu-central-1:123456789012:security" }]
  }

  assert {
    condition     = output.parameter_names == { thresholds = "/bellwether/alerts/thresholds", mutes = "/bellwether/alerts/mutes", routes = "/bellwether/alerts/routes" }
    error_message = "Thresholds, mutes and routes have a parameter each."
  }

  assert {
    condition     = jsondecode(aws_ssm_parameter.this["thresholds"].value) == { version = 1, thresholds = { alertMinSeverity = "WARNING", anomalyMinScore = 0.8, cooldownMinutes = 360 } }
    error_message = "The defaults stand in the document: nobody has to know them."
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
    condition     = toset(keys(aws_appconfig_deployment.this)) == toset(["thresholds", "mutes", "routes"]) && output.app_config_application_id != null
    error_message = "Each document is deployed."
  }

  assert {
    condition     = alltrue([for name, profile in aws_appconfig_configuration_profile.this : jsondecode(one(profile.validator).content).required == ["version", name]])
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

run "refuses_what_would_break" {
  command = plan

  variables {
    name_prefix = "aws-bellwether"                                                                      # a path that AWS keeps
    thresholds  = { alertMinSeverity = "HIGH" }                                                         # an unknown severity
    mutes       = [{ rule = "a", untill = "2030-01-31T00:00:00Z", reason = "A misspelt end." }]         # a misspelt end
    routes      = [{ minSeverity = "ERROR", topic = "arn:aws:sns:eu-central-1:123456789012:security" }] # a misspelt topic
  }

  expect_failures = [var.name_prefix, var.thresholds, var.mutes, var.routes]
}

run "refuses_a_score_above_one_and_a_mute_of_everything" {
  command = plan

  variables {
    thresholds = { anomalyMinScore = 80 }
    mutes      = [{ until = "2030-01-31T00:00:00Z", reason = "It is loud today." }]
    routes     = [{ minSeverity = "HIGH", topicArn = "arn:aws:sns:eu-central-1:123456789012:security" }]
  }

  expect_failures = [var.thresholds, var.mutes, var.routes]
}

run "refuses_half_a_minute_a_day_without_end_and_a_route_to_a_queue" {
  command = plan

  variables {
    thresholds = { cooldownMinutes = 0.5 }
    mutes      = [{ rule = "a", until = "tomorrow", reason = "It is loud today." }]
    routes     = [{ minSeverity = "ERROR", topicArn = "arn:aws:sqs:eu-central-1:123456789012:security" }]
  }

  expect_failures = [var.thresholds, var.mutes, var.routes]
}

run "refuses_silence_without_a_reason_and_a_route_for_nothing" {
  command = plan

  variables {
    mutes  = [{ rule = "a", until = "2030-01-31T00:00:00Z", reason = "" }]
    routes = [{ minSeverity = "ERROR", sources = [], topicArn = "arn:aws:sns:eu-central-1:123456789012:security" }]
  }

  expect_failures = [var.mutes, var.routes]
}
