mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name          = "bellwether-score-windows"
  description   = "Scores windows."
  package_path  = "tests/fixtures/env.contract.json" # Any file: no package is read where the provider is a mock.
  contract_path = "tests/fixtures/env.contract.json"
  environment   = { FINDINGS_TABLE = "findings" }
  policy_statements = [
    { sid = "Notify", actions = ["sns:Publish"], resources = ["arn:aws:sns:eu-central-1:123456789012:alerts"] },
    { sid = "Tag", actions = ["s3:PutObject"], resources = ["arn:aws:s3:::lake/*"], conditions = { StringEquals = { "aws:SecureTransport" = ["true"] } } },
  ]
}

run "may_do_log_and_read_what_it_is_given" {
  assert {
    condition     = jsondecode(aws_iam_role_policy.this.policy).Statement[*].Sid == ["Notify", "Tag", "WriteOwnLogs", "SendTraces"]
    error_message = "The role holds the statements given, its own logs and traces, and nothing else."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.this.policy).Statement[2].Resource == ["${aws_cloudwatch_log_group.this.arn}:*"]
    error_message = "It writes its own log group alone."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.this.policy).Statement[1].Condition.StringEquals["aws:SecureTransport"] == ["true"] && !can(jsondecode(aws_iam_role_policy.this.policy).Statement[0].Condition)
    error_message = "A statement has the condition it was given, and none otherwise."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.name == "/aws/lambda/bellwether-score-windows" && aws_cloudwatch_log_group.this.retention_in_days == 30
    error_message = "The log group stands before the function, with retention."
  }

  assert {
    condition     = aws_lambda_function.this.runtime == "nodejs22.x" && aws_lambda_function.this.architectures == tolist(["arm64"]) && aws_lambda_function.this.tracing_config[0].mode == "Active"
    error_message = "It runs on Node 22 and arm64, traced."
  }

  assert {
    condition = aws_lambda_function.this.environment[0].variables == tomap({
      FINDINGS_TABLE               = "findings"
      LOG_LEVEL                    = "INFO"
      POWERTOOLS_LOG_LEVEL         = "INFO"
      POWERTOOLS_METRICS_NAMESPACE = "Bellwether"
      POWERTOOLS_SERVICE_NAME      = "bellwether-score-windows"
    })
    error_message = "The environment is what was given, plus names for logs and metrics."
  }
}

run "leaves_log_level_out_where_the_contract_does_not_know_it" {
  variables {
    contract_path = "tests/fixtures/empty.contract.json"
    environment   = {}
  }

  assert {
    condition     = !contains(keys(aws_lambda_function.this.environment[0].variables), "LOG_LEVEL")
    error_message = "LOG_LEVEL is set only for functions that read it."
  }
}

run "keeps_failed_events_and_uses_the_key_where_given" {
  variables {
    on_failure  = { queue_arn = "arn:aws:sqs:eu-central-1:123456789012:failed" }
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1"
    tracing     = false
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.this[0].destination_config[0].on_failure[0].destination == "arn:aws:sqs:eu-central-1:123456789012:failed"
    error_message = "What failed three times is kept in the queue."
  }

  assert {
    condition     = [for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Sid] == ["Notify", "Tag", "WriteOwnLogs", "KeepFailedEvents", "UseTheKeyThroughServices"]
    error_message = "The role may send to the queue and use the key, and sends no traces."
  }
}
