mock_provider "aws" {
  source = "../tests/mocks"
}

override_data {
  target = module.network[0].data.aws_availability_zones.available
  values = { names = ["eu-central-1a", "eu-central-1b"] }
}

override_resource {
  target = module.cluster[0].aws_launch_template.nodes
  values = { id = "lt-0123456789abcdef0" }
}

variables {
  name_prefix   = "bellwether"
  package_dir   = "tests/fixtures/functions"
  functions_dir = "tests/fixtures/functions"
}

run "costs_nothing_that_was_not_asked_for" {
  command = plan

  assert {
    condition     = length(module.network) + length(module.cluster) + length(module.machine) + length(module.images) + length(module.notebook) + length(module.budget) == 0
    error_message = "Every workload is off."
  }
}

run "watches_what_the_workloads_log" {
  variables {
    alert_emails = ["oncall@example.com"]
    budget       = { monthly_usd = 50 }
    workloads    = { network = {}, cluster = {}, machine = {}, notebook = {}, repositories = ["shop"] }
  }

  assert {
    condition     = toset(local.watched_log_groups) == toset(["/aws/vpc/bellwether/flow-logs", "/aws/eks/bellwether/cluster", "/aws/containerinsights/bellwether/application", "/aws/ec2/bellwether-machine"])
    error_message = "Flows, control plane, containers and machine are watched."
  }

  assert {
    condition     = length(setintersection(local.needed_endpoints, ["ecr.api", "ssmmessages", "sagemaker.api"])) == 3
    error_message = "Without NAT each workload's endpoints stand."
  }

  assert {
    condition     = keys(output.repository_urls) == ["bellwether/shop"] && output.notebook_name == "bellwether-study" && length(module.budget) == 1
    error_message = "Repositories, notebook and budget stand under the deployment's name."
  }
}

run "needs_no_endpoints_where_nat_reaches_them" {
  command = plan
  variables { workloads = { network = { nat = true }, machine = {}, watched = false } }

  assert {
    condition     = length(local.needed_endpoints) == 0 && length(local.watched_log_groups) == 0
    error_message = "NAT stands in for endpoints, and what is not watched has no filter."
  }
}

run "leaves_out_what_the_free_localstack_lacks" {
  command = plan

  variables {
    emulator     = "localstack"
    alert_emails = ["oncall@example.com"]
    budget       = { monthly_usd = 50 }
    workloads    = { network = {}, cluster = {}, machine = {}, notebook = {}, repositories = ["shop"] }
  }

  assert {
    condition     = length(module.cluster) + length(module.images) + length(module.notebook) + length(module.budget) == 0 && length(module.machine) == 1
    error_message = "The machine alone stands."
  }
}

run "refuses_a_cluster_without_a_network" {
  command = plan
  variables { workloads = { cluster = {} } }
  expect_failures = [var.workloads]
}

run "refuses_a_budget_that_tells_nobody" {
  command = plan
  variables { budget = { monthly_usd = 50 } }
  expect_failures = [var.budget]
}
