output "name" {
  description = "Name of the cluster, for kubectl's configuration."
  value       = aws_eks_cluster.this.name
}

output "log_group_name" {
  description = "Log group of the control plane, to be watched."
  value       = aws_cloudwatch_log_group.cluster.name
}

output "container_log_group_name" {
  description = "Log group of the containers' own output, to be watched."
  value       = aws_cloudwatch_log_group.agent["application"].name
}
