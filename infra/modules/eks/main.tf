data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  partition  = data.aws_partition.current.partition
  region     = data.aws_region.current.id
}

resource "aws_eks_cluster" "this" {
  name     = var.name
  version  = var.kubernetes_version
  role_arn = aws_iam_role.cluster.arn

  # The control plane's logs are a setting of the cluster. No add-on switches them on.
  enabled_cluster_log_types = var.log_types

  vpc_config {
    subnet_ids              = var.subnet_ids
    endpoint_private_access = true
    # From outside only for the addresses named; by default not at all.
    endpoint_public_access = length(var.public_access_cidrs) > 0
    public_access_cidrs    = length(var.public_access_cidrs) > 0 ? var.public_access_cidrs : null
  }

  # Who made the cluster has no hidden rights in it: what anybody may do is an access entry.
  dynamic "access_config" {
    for_each = var.has_access_entries_and_addons ? [true] : []

    content {
      authentication_mode                         = "API"
      bootstrap_cluster_creator_admin_permissions = false
    }
  }

  dynamic "encryption_config" {
    for_each = var.secrets_key[*]

    content {
      resources = ["secrets"]

      provider {
        key_arn = encryption_config.value.arn
      }
    }
  }

  # A cluster that starts before its log group stands makes one of its own, without retention.
  depends_on = [aws_cloudwatch_log_group.cluster, aws_iam_role_policy_attachment.cluster, aws_iam_role_policy.secrets]
}

resource "aws_eks_access_entry" "admin" {
  for_each = var.has_access_entries_and_addons ? var.admin_role_arns : []

  cluster_name  = aws_eks_cluster.this.name
  principal_arn = each.value
}

resource "aws_eks_access_policy_association" "admin" {
  for_each = aws_eks_access_entry.admin

  cluster_name  = aws_eks_cluster.this.name
  principal_arn = each.value.principal_arn
  policy_arn    = "arn:${local.partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"

  access_scope {
    type = "cluster"
  }
}
