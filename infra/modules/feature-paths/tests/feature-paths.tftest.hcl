variables {
  features = {
    audit                   = { watch = false }
    archive                 = { policy = "payload", payload_readers = ["arn:aws:iam::123456789012:role/replay"] }
    workloads               = { network = { cidr = "10.0.0.0/16" }, cluster = { nodes = { min = 2 } }, machine = { log_files = [{ path = "/var/log/app.log" }] } }
    watch_account           = { datasets = { "/aws/vpc/main/flow-logs" = "vpc-flow" } }
    subscription_log_groups = ["/app/orders", { name = "/aws/vpc/flow-logs", dataset = "vpc-flow" }]
    settings                = { mutes = [{ rule = "any", until = "2030-01-31T00:00:00Z", reason = "A test of the weekend." }] }
    redact                  = "ip"
    log_senders             = null
  }
  defaults = { audit = { enabled = true } }
}

run "keeps_a_default_beside_what_is_given" {
  command = plan

  assert {
    condition     = output.parts.audit == { enabled = true, watch = false } && output.parts.redact == "ip" && output.parts.archive.policy == "payload"
    error_message = "What is given is merged over its default, and the rest is as it was given."
  }
}

run "has_the_default_where_nothing_is_given" {
  command = plan
  variables { features = {} }

  assert {
    condition     = output.parts == { audit = { enabled = true } }
    error_message = "A part that nobody names has its default."
  }
}

run "refuses_a_part_that_is_misspelt" {
  command = plan
  variables { features = { audits = {} } }
  expect_failures = [output.parts]
}

run "refuses_a_name_that_is_misspelt" {
  command = plan
  variables { features = { audit = { enable = true } } }
  expect_failures = [output.parts]
}

run "refuses_a_name_that_is_misspelt_two_levels_down" {
  command = plan
  variables { features = { workloads = { network = { cidrs = "10.0.0.0/16" } } } }
  expect_failures = [output.parts]
}

run "refuses_a_name_that_is_misspelt_three_levels_down" {
  command = plan
  variables { features = { workloads = { cluster = { nodes = { minimum = 1 } } } } }
  expect_failures = [output.parts]
}

run "refuses_a_name_that_is_misspelt_in_a_list" {
  command = plan
  variables { features = { workloads = { machine = { log_files = [{ paths = "/var/log/app.log" }] } } } }
  expect_failures = [output.parts]
}
