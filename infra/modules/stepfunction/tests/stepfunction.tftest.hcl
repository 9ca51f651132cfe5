mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name            = "bellwether-remediate-finding"
  definition_path = "tests/fixtures/definition.asl.json"
  substitutions   = { plan_arn = "arn:aws:lambda:eu-central-1:123456789012:function:plan" }
  function_arns   = ["arn:aws:lambda:eu-central-1:123456789012:function:plan"]
  topic_arns      = ["arn:aws:sns:eu-central-1:123456789012:alerts"]
}

run "renders_the_definition_and_logs_without_its_data" {
  assert {
    condition     = jsondecode(aws_sfn_state_machine.this.definition).States.Plan.Resource == "arn:aws:lambda:eu-central-1:123456789012:function:plan"
    error_message = "The placeholder gives way to the function's ARN."
  }

  assert {
    condition     = aws_sfn_state_machine.this.type == "STANDARD" && aws_sfn_state_machine.this.logging_configuration[0].level == "ALL" && !aws_sfn_state_machine.this.logging_configuration[0].include_execution_data
    error_message = "Every step is logged, what it worked on is not."
  }

  assert {
    condition     = output.log_group_name == "/aws/vendedlogs/states/bellwether-remediate-finding" && aws_cloudwatch_log_group.this.retention_in_days == 90
    error_message = "The machine logs to its own group, for 90 days."
  }
}

run "invokes_and_tells_what_it_was_given_alone" {
  variables { kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1" }

  assert {
    condition     = one([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Resource if s.Sid == "InvokeItsFunctions"]) == ["arn:aws:lambda:eu-central-1:123456789012:function:plan"]
    error_message = "The role invokes the functions given, by their exact ARNs."
  }

  assert {
    condition     = one([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Resource if s.Sid == "PublishToItsTopics"]) == ["arn:aws:sns:eu-central-1:123456789012:alerts"]
    error_message = "The role publishes to the topics given."
  }

  assert {
    condition     = one([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Resource if s.Sid == "UseTheKeyOfItsTopics"]) == ["arn:aws:kms:eu-central-1:123456789012:key/1"]
    error_message = "The role may use the topics' key."
  }

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Condition.ArnLike["aws:SourceArn"] == "arn:aws:states:eu-central-1:123456789012:stateMachine:bellwether-remediate-finding"
    error_message = "Only the machine itself takes the role."
  }
}

run "reads_the_items_of_a_distributed_map_and_runs_them_itself" {
  variables {
    listed_items = { bucket_arn = "arn:aws:s3:::lake", prefix = "analyses/runs/" }
    kms_key_arn  = "arn:aws:kms:eu-central-1:123456789012:key/1"
  }

  assert {
    condition     = one([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Resource if s.Sid == "ReadItsItems"]) == ["arn:aws:s3:::lake/analyses/runs/*"]
    error_message = "It reads the lists below its prefix and nothing else."
  }

  assert {
    condition     = one([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Resource if s.Sid == "RunItsItems"]) == ["arn:aws:states:eu-central-1:123456789012:stateMachine:bellwether-remediate-finding", "arn:aws:states:eu-central-1:123456789012:execution:bellwether-remediate-finding/*"]
    error_message = "It starts executions of itself alone."
  }

  assert {
    condition     = one([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Condition if s.Sid == "UseTheKeyOfItsTopics"]) == { StringEquals = { "kms:ViaService" = ["sns.eu-central-1.amazonaws.com", "s3.eu-central-1.amazonaws.com"] } }
    error_message = "The lists are encrypted with the same key."
  }
}

run "keeps_its_questions_below_its_prefix_alone" {
  variables {
    asks_in     = { table_arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/counts", prefix = "remediation#approval#" }
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1"
  }

  assert {
    condition     = one([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s if s.Sid == "KeepItsQuestions"]) == { Sid = "KeepItsQuestions", Effect = "Allow", Action = ["dynamodb:PutItem"], Resource = ["arn:aws:dynamodb:eu-central-1:123456789012:table/counts"], Condition = { "ForAllValues:StringLike" = { "dynamodb:LeadingKeys" = ["remediation#approval#*"] } } }
    error_message = "It writes questions, and nothing else of the table."
  }

  assert {
    condition     = one([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Condition if s.Sid == "UseTheKeyOfItsTopics"]) == { StringEquals = { "kms:ViaService" = ["sns.eu-central-1.amazonaws.com", "dynamodb.eu-central-1.amazonaws.com"] } }
    error_message = "The table is encrypted with the same key."
  }
}

run "refuses_questions_under_any_key" {
  command = plan
  variables { asks_in = { table_arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/counts", prefix = "" } }
  expect_failures = [var.asks_in]
}

run "reads_its_own_runs_where_it_puts_them_back" {
  variables { reads_its_runs = true }

  assert {
    condition     = one([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s if s.Sid == "ReadItsRuns"]) == { Sid = "ReadItsRuns", Effect = "Allow", Action = ["states:DescribeExecution"], Resource = ["arn:aws:states:eu-central-1:123456789012:execution:bellwether-remediate-finding:*"] }
    error_message = "It describes executions of itself alone."
  }
}

run "refuses_a_value_without_a_placeholder" {
  command = plan
  variables { substitutions = { plan_arn = "arn:aws:lambda:eu-central-1:123456789012:function:plan", verify_arn = "x" } }
  expect_failures = [aws_sfn_state_machine.this]
}

run "refuses_what_would_break" {
  command = plan

  variables {
    name = "a.b" # a name with a dot
    # to invoke by wildcard
    function_arns      = ["arn:aws:lambda:eu-central-1:123456789012:function:*"]
    log_retention_days = 0 # to keep logs for ever
    # lists in the whole bucket
    listed_items = { bucket_arn = "arn:aws:s3:::lake", prefix = "" }
  }

  expect_failures = [var.name, var.function_arns, var.log_retention_days, var.listed_items]
}
