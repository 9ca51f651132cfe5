mock_provider "aws" {
  source = "../../tests/mocks"
}

override_module {
  target = module.bellwether
}

run "refuses_what_would_break" {
  command = plan
  variables {
    account_id   = "development"
    alert_emails = []
    features     = { setting = {} } # a misspelt part
  }
  expect_failures = [var.account_id, var.features]
}
