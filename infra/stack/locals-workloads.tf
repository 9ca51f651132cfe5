locals {
  # The free LocalStack knows neither EKS nor ECR nor SageMaker. The deployment's own boundary leaves out what EKS, SSM and
  # SageMaker need, so the workloads' roles are bounded by the account's own policy, or by none.
  has = {
    cluster  = var.workloads.cluster != null && var.emulator != "localstack"
    machine  = var.workloads.machine != null
    notebook = var.workloads.notebook != null && var.emulator != "localstack"
  }

  # What each workload calls, for subnets without a way to the internet; NAT reaches all of it.
  endpoints_of = {
    cluster  = ["ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "logs", "monitoring", "sts"]
    machine  = ["ec2messages", "logs", "monitoring", "ssm", "ssmmessages"]
    notebook = ["logs", "sagemaker.api", "sts"]
  }
  needed_endpoints = try(var.workloads.network.nat, true) ? [] : flatten([for name, is_there in local.has : local.endpoints_of[name] if is_there])

  workload_log_groups = merge(
    { for network in module.network : "flows" => network.flow_log_group_name },
    { for cluster in module.cluster : "control-plane" => cluster.log_group_name },
    { for cluster in module.cluster : "containers" => cluster.container_log_group_name },
    { for machine in module.machine : "machine" => machine.log_group_name },
  )

  budget_emails = try(var.budget.emails, null) == null ? var.alert_emails : var.budget.emails
}
