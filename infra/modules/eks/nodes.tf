# Without a template of its own a node group has plain volumes and takes metadata requests of the first version.
resource "aws_launch_template" "nodes" {
  name        = "${var.name}-nodes"
  description = "Nodes of ${var.name}: encrypted volumes, metadata by token only."

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
    # A pod is a second hop. The agent's add-on asks the node which instance it is; without it no pod needs the node's metadata, or its credentials.
    http_put_response_hop_limit = var.has_access_entries_and_addons ? 2 : 1
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size           = var.nodes.volume_gb
      volume_type           = "gp3"
      encrypted             = true # With the account's key for volumes: one of our own would need a grant to Auto Scaling.
      delete_on_termination = true
    }
  }
}

resource "aws_eks_node_group" "this" {
  cluster_name    = aws_eks_cluster.this.name
  node_group_name = "${var.name}-nodes"
  node_role_arn   = aws_iam_role.nodes.arn
  subnet_ids      = var.subnet_ids
  ami_type        = "AL2023_x86_64_STANDARD"
  instance_types  = var.nodes.instance_types

  scaling_config {
    min_size     = var.nodes.min
    max_size     = var.nodes.max
    desired_size = var.nodes.min
  }

  launch_template {
    id      = aws_launch_template.nodes.id
    version = aws_launch_template.nodes.latest_version
  }

  lifecycle {
    # An autoscaler moves it between min and max; an apply must not throw its nodes out.
    ignore_changes = [scaling_config[0].desired_size]
  }

  depends_on = [aws_iam_role_policy_attachment.nodes]
}
