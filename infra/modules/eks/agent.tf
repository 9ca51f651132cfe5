# Container logs, and metrics as log records, through AWS's own add-on: the CloudWatch agent and Fluent Bit on each node.
# It writes with a role of its own, which pods get by their service account and nodes don't have.

resource "aws_eks_addon" "pod_identity" {
  count = var.has_access_entries_and_addons ? 1 : 0

  cluster_name = aws_eks_cluster.this.name
  addon_name   = "eks-pod-identity-agent"

  depends_on = [aws_eks_node_group.this]
}

resource "aws_eks_addon" "observability" {
  count = var.has_access_entries_and_addons ? 1 : 0

  cluster_name         = aws_eks_cluster.this.name
  addon_name           = "amazon-cloudwatch-observability"
  configuration_values = jsonencode({ containerLogs = { enabled = true } })

  pod_identity_association {
    role_arn        = aws_iam_role.agent.arn
    service_account = "cloudwatch-agent"
  }

  depends_on = [aws_eks_addon.pod_identity, aws_cloudwatch_log_group.agent, aws_iam_role_policy.agent]
}

resource "aws_iam_role" "agent" {
  name                 = "${var.name}-log-agent"
  description          = "The log agent's pods on ${var.name} write logs and metrics with this role."
  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "pods.eks.amazonaws.com" }
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      # Only the agent's pods of this cluster, as EKS tags the sessions that it opens for pods.
      Condition = {
        StringEquals = {
          "aws:RequestTag/eks-cluster-arn"            = aws_eks_cluster.this.arn
          "aws:RequestTag/kubernetes-service-account" = "cloudwatch-agent"
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "agent" {
  name = "write-logs-and-metrics"
  role = aws_iam_role.agent.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteContainerLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]
        Resource = [for group in aws_cloudwatch_log_group.agent : "${group.arn}:*"]
      },
      {
        Sid      = "FindTheGroups"
        Effect   = "Allow"
        Action   = ["logs:DescribeLogGroups"]
        Resource = ["arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:*"]
      },
      {
        Sid    = "SendMetrics"
        Effect = "Allow"
        Action = ["cloudwatch:PutMetricData"]
        # Metrics have no resource to name; the condition names their namespace.
        Resource  = ["*"]
        Condition = { StringEquals = { "cloudwatch:namespace" = "ContainerInsights" } }
      },
      {
        Sid    = "NameVolumes"
        Effect = "Allow"
        Action = ["ec2:DescribeVolumes", "ec2:DescribeTags"]
        # EC2 describes by filter, not by resource: both take `*` only.
        Resource = ["*"]
      },
    ]
  })
}
