mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name            = "bellwether"
  monthly_usd     = 50
  email_addresses = ["oncall@example.com"]
}

run "tells_before_the_money_is_spent" {
  assert {
    condition     = aws_budgets_budget.this.limit_amount == "50.0" && aws_budgets_budget.this.time_unit == "MONTHLY" && aws_budgets_budget.this.limit_unit == "USD"
    error_message = "The budget is fifty dollars a month."
  }

  assert {
    condition     = toset([for n in aws_budgets_budget.this.notification : "${n.notification_type} ${n.threshold}"]) == toset(["ACTUAL 80", "ACTUAL 100", "FORECASTED 100"])
    error_message = "It notifies at 80 and 100 percent, and of a forecast."
  }

  assert {
    condition     = alltrue([for n in aws_budgets_budget.this.notification : n.subscriber_email_addresses == toset(["oncall@example.com"])])
    error_message = "Each notification reaches the address."
  }
}

run "counts_one_tag_and_tells_a_topic" {
  variables {
    email_addresses = []
    topic_arn       = "arn:aws:sns:eu-central-1:123456789012:alerts"
    tag             = { key = "Project", value = "bellwether" }
  }

  assert {
    condition     = one(aws_budgets_budget.this.cost_filter).values == tolist(["user:Project$bellwether"])
    error_message = "What carries the tag counts."
  }

  assert {
    condition     = alltrue([for n in aws_budgets_budget.this.notification : n.subscriber_sns_topic_arns == toset(["arn:aws:sns:eu-central-1:123456789012:alerts"])])
    error_message = "Each notification reaches the topic."
  }
}

run "refuses_what_would_break" {
  command = plan

  variables {
    name        = "a:b" # a name with a colon
    monthly_usd = 0     # no money
    # nothing to notify of
    notifications = []
    # an address without a domain
    email_addresses = ["oncall"]
  }

  expect_failures = [var.name, var.monthly_usd, var.notifications, var.email_addresses]
}

run "refuses_an_unknown_notification" {
  command = plan
  variables { notifications = [{ percent = 80, type = "GUESSED" }] }
  expect_failures = [var.notifications]
}

run "refuses_to_tell_nobody" {
  command = plan
  variables { email_addresses = [] }
  expect_failures = [var.email_addresses]
}

run "refuses_a_topic_that_is_none" {
  command = plan
  variables { topic_arn = "alerts" }
  expect_failures = [var.topic_arn]
}
