output "isolation_security_group_id" {
  description = "Security group without rules in the workloads' network, for isolation_security_group_id; null without a network."
  value       = one(module.network[*].isolation_security_group_id)
}

output "workload_log_groups" {
  description = "Log groups of the workloads by what they hold: flows, control-plane, containers, machine."
  value       = local.workload_log_groups
}

output "cluster_name" {
  description = "Name of the cluster; null without one."
  value       = one(module.cluster[*].name)
}

output "machine_id" {
  description = "Machine to open a session on with SSM; null without one."
  value       = one(module.machine[*].instance_id)
}

output "repository_urls" {
  description = "Address of each image repository by its name."
  value       = merge(module.images[*].repository_urls...)
}

output "notebook_name" {
  description = "Notebook to study the lake with; null without one."
  value       = one(module.notebook[*].name)
}
