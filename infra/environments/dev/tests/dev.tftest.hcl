mock_provider "aws" {
  source = "../../tests/mocks"
}

override_module {
  target = module.bellwether
}

run "refuses_an_account_by_its_name" {
  command = plan
  variables {
    account_id   = "development"
    alert_emails = []
  }
  expect_failures = [var.account_id]
}
