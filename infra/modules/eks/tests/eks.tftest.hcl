mock_provider "aws" {
  source = "../../tests/mocks"
}

override_resource {
  target = aws_eks_cluster.this
  values = { arn = "arn:aws:eks:eu-central-1:123456789012:cluster/bellwether" }
}

override_resource {
  target = aws_launch_template.nodes
  values = { id = "lt-0123456789abcdef0" }
}

variables {
  name       = "bellwether"
  subnet_ids = ["subnet-1", "subnet-2"]
}

run "logs_audits_and_has_no_public_endpoint" {
  assert {
    condition     = aws_eks_cluster.this.enabled_cluster_log_types == toset(["api", "audit", "authenticator"])
    error_message = "The cluster's own setting says what it logs."
  }

  assert {
    condition     = aws_eks_cluster.this.vpc_config[0].endpoint_private_access && !aws_eks_cluster.this.vpc_config[0].endpoint_public_access
    error_message = "The API is reached from the VPC alone."
  }

  assert {
    condition     = aws_cloudwatch_log_group.cluster.name == "/aws/eks/bellwether/cluster" && aws_cloudwatch_log_group.cluster.retention_in_days == 30 && alltrue([for g in aws_cloudwatch_log_group.agent : g.retention_in_days == 30])
    error_message = "Each log group has a retention."
  }

  assert {
    condition     = one(aws_eks_cluster.this.access_config).authentication_mode == "API" && !one(aws_eks_cluster.this.access_config).bootstrap_cluster_creator_admin_permissions
    error_message = "Who made the cluster has no hidden rights in it."
  }
}

run "runs_nodes_that_the_agent_can_ask" {
  assert {
    condition     = aws_launch_template.nodes.metadata_options[0].http_tokens == "required" && aws_launch_template.nodes.metadata_options[0].http_put_response_hop_limit == 2
    error_message = "Metadata takes a token, and the agent's pods reach it."
  }

  assert {
    condition     = tobool(aws_launch_template.nodes.block_device_mappings[0].ebs[0].encrypted) && length(aws_eks_node_group.this.remote_access) == 0
    error_message = "Volumes are encrypted and there is no SSH."
  }
}

run "sends_container_logs_by_a_role_of_its_own" {
  assert {
    condition     = aws_eks_addon.observability[0].addon_name == "amazon-cloudwatch-observability" && one(aws_eks_addon.observability[0].pod_identity_association).service_account == "cloudwatch-agent"
    error_message = "The add-on is the agent."
  }

  assert {
    condition     = jsondecode(aws_iam_role.agent.assume_role_policy).Statement[0].Condition.StringEquals["aws:RequestTag/eks-cluster-arn"] == "arn:aws:eks:eu-central-1:123456789012:cluster/bellwether"
    error_message = "Only this cluster's pods take the role."
  }

  assert {
    condition     = !strcontains(aws_iam_role_policy.agent.policy, "CreateLogGroup")
    error_message = "The agent can't make a group without retention."
  }
}

run "encrypts_secrets_and_opens_to_the_addresses_named" {
  variables {
    secrets_key         = { arn = "arn:aws:kms:eu-central-1:123456789012:key/1" }
    public_access_cidrs = ["192.0.2.0/24"]
    admin_role_arns     = ["arn:aws:iam::123456789012:role/platform"]
  }

  assert {
    condition     = one(one(aws_eks_cluster.this.encryption_config).provider).key_arn == "arn:aws:kms:eu-central-1:123456789012:key/1" && length(aws_iam_role_policy.secrets) == 1
    error_message = "Secrets are encrypted with the key given, and the cluster may use it."
  }

  assert {
    condition     = aws_eks_cluster.this.vpc_config[0].endpoint_public_access && aws_eks_cluster.this.vpc_config[0].public_access_cidrs == toset(["192.0.2.0/24"])
    error_message = "The API is open to the addresses named."
  }

  assert {
    condition     = length(aws_eks_access_policy_association.admin) == 1
    error_message = "The role given administers the cluster."
  }
}

run "leaves_out_what_an_emulator_lacks" {
  variables { has_access_entries_and_addons = false }

  assert {
    condition     = aws_launch_template.nodes.metadata_options[0].http_put_response_hop_limit == 1
    error_message = "Without the agent no pod reaches the node's metadata."
  }

  assert {
    condition     = length(aws_eks_addon.observability) + length(aws_eks_addon.pod_identity) + length(aws_eks_access_entry.admin) == 0
    error_message = "There are neither add-ons nor access entries."
  }
}
