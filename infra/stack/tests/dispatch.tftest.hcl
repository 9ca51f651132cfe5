mock_provider "aws" {
  source = "../tests/mocks"
}

variables {
  name_prefix   = "bellwether"
  package_dir   = "tests/fixtures/functions"
  functions_dir = "tests/fixtures/functions"
}

run "tells_nothing_but_the_outputs_that_are_defined" {
  variables {
    settings = {
      outputs = [
        { name = "mail", type = "email", from = "alerts@example.com", to = ["oncall@example.com"] },
        { name = "pager", type = "pagerduty", secret = "arn:aws:ssm:eu-central-1:123456789012:parameter/pager" },
        { name = "chat", type = "slack-webhook", secret = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat-AbCdEf" },
        { name = "second", type = "sns", topicArn = "arn:aws:sns:eu-central-1:123456789012:second" },
        { name = "bus", type = "eventbridge", busName = "findings" },
      ]
    }
  }

  assert {
    condition     = local.may_tell.publish.resources == tolist(["arn:aws:sns:eu-central-1:123456789012:alerts", "arn:aws:sns:eu-central-1:123456789012:second"])
    error_message = "The alert topic and the topics of outputs may be published on, no other."
  }

  assert {
    condition     = local.may_tell_outputs.secure_parameters.resources == ["arn:aws:ssm:eu-central-1:123456789012:parameter/pager"] && local.may_tell_outputs.secrets.resources == ["arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat-AbCdEf"]
    error_message = "Each secret is read where it lies, and no other secret."
  }

  assert {
    condition     = local.may_tell_outputs.mail.resources == ["arn:aws:ses:eu-central-1:123456789012:identity/alerts@example.com", "arn:aws:ses:eu-central-1:123456789012:identity/example.com"] && local.may_tell_outputs.bus.resources == ["arn:aws:events:eu-central-1:123456789012:event-bus/findings"]
    error_message = "Mail is sent from the sender's own identities, events to the bus that is named."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.undelivered.threshold == 0 && aws_cloudwatch_metric_alarm.undelivered.dimensions["QueueName"] == "bellwether-undelivered-alerts"
    error_message = "One message that nobody took raises an alarm."
  }
}

run "needs_no_permission_for_what_nobody_defined" {
  command = plan

  assert {
    condition     = alltrue([for statement in values(local.may_tell_outputs) : length(statement.resources) == 0])
    error_message = "Without outputs only the alert topic is used."
  }
}
