mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name                = "score-windows"
  schedule_expression = "cron(0/5 * * * ? *)"
  function_arn        = "arn:aws:lambda:eu-central-1:123456789012:function:score-windows"
  dead_letter_queue   = { arn = "arn:aws:sqs:eu-central-1:123456789012:failed" }
}

run "tells_the_function_when_it_was_due_and_keeps_what_never_started" {
  assert {
    condition     = aws_scheduler_schedule.this.target[0].input == "{\"time\":\"<aws.scheduler.scheduled-time>\"}"
    error_message = "The scheduler's own keyword stands in the input, unescaped."
  }

  assert {
    condition     = aws_scheduler_schedule.this.flexible_time_window[0].mode == "OFF" && aws_scheduler_schedule.this.schedule_expression_timezone == "UTC" && aws_scheduler_schedule.this.state == "ENABLED"
    error_message = "It runs on the minute, in UTC."
  }

  assert {
    condition     = aws_scheduler_schedule.this.target[0].dead_letter_config[0].arn == "arn:aws:sqs:eu-central-1:123456789012:failed"
    error_message = "A run that could not start waits in the queue."
  }

  assert {
    condition     = flatten([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Resource]) == ["arn:aws:lambda:eu-central-1:123456789012:function:score-windows", "arn:aws:sqs:eu-central-1:123456789012:failed"]
    error_message = "The role reaches the function and the queue alone."
  }

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"
    error_message = "Only this account's schedules take the role."
  }
}

run "starts_a_machine_with_its_input_and_the_time_that_was_due" {
  variables {
    function_arn = null
    machine      = { arn = "arn:aws:states:eu-central-1:123456789012:stateMachine:analyze", input = { groups = ["/app/*"], days = 30 } }
  }

  assert {
    condition     = jsondecode(aws_scheduler_schedule.this.target[0].input) == { groups = ["/app/*"], days = 30, time = "<aws.scheduler.scheduled-time>" } && strcontains(aws_scheduler_schedule.this.target[0].input, "<aws.scheduler.scheduled-time>")
    error_message = "The input is the machine's own, with the scheduler's keyword unescaped."
  }

  assert {
    condition     = flatten([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Action]) == ["states:StartExecution", "sqs:SendMessage"]
    error_message = "The role starts the machine and invokes nothing."
  }
}

run "refuses_two_targets" {
  command = plan
  variables { machine = { arn = "arn:aws:states:eu-central-1:123456789012:stateMachine:analyze", input = {} } }
  expect_failures = [var.machine]
}

run "refuses_what_would_break" {
  command = plan

  variables {
    name                      = "a-name-of-more-than-fifty-five-letters-leaves-no-room-for-it" # a name that leaves no room for the roles
    schedule_expression       = "cron(*/5 * * * *)"                                            # a cron of five fields
    timezone                  = "CET"                                                          # a time zone by its letters
    maximum_event_age_seconds = 604800                                                         # an event age of a week
    maximum_retry_attempts    = -1                                                             # endless retries
  }

  expect_failures = [var.name, var.schedule_expression, var.timezone, var.maximum_event_age_seconds, var.maximum_retry_attempts]
}
