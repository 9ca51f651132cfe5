mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name       = "bellwether"
  subnet_ids = ["subnet-1", "subnet-2"]
}

run "refuses_what_would_break" {
  command = plan

  variables {
    name               = "Bell Wether" # a name with a space
    kubernetes_version = "v1.33"       # a version with a letter
    # a single zone
    subnet_ids = ["subnet-1"]
    # a log type of no cluster
    log_types          = ["audit", "kubelet"]
    log_retention_days = 0 # to keep logs for ever
    # more nodes at least than at most
    nodes = { min = 4, max = 3 }
    # a cluster open to everyone
    public_access_cidrs = ["0.0.0.0/0"]
    # a session instead of a role
    admin_role_arns = ["arn:aws:sts::123456789012:assumed-role/platform/me"]
    # keys that are no arns
    secrets_key = { arn = "alias/mine" }
    log_key_arn = "alias/mine"
  }

  expect_failures = [var.name, var.kubernetes_version, var.subnet_ids, var.log_types, var.log_retention_days, var.nodes, var.public_access_cidrs, var.admin_role_arns, var.secrets_key, var.log_key_arn]
}

run "refuses_a_cluster_without_an_audit_log" {
  command = plan
  variables { log_types = ["api"] }
  expect_failures = [var.log_types]
}

run "refuses_nodes_of_no_type" {
  command = plan
  variables { nodes = { instance_types = [] } }
  expect_failures = [var.nodes]
}

run "refuses_a_volume_that_is_too_small" {
  command = plan
  variables { nodes = { volume_gb = 8 } }
  expect_failures = [var.nodes]
}
