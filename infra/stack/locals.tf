data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  partition  = data.aws_partition.current.partition
  region     = data.aws_region.current.id

  kms_key_arn              = var.kms_key_arn == null ? one(module.key[*].key_arn) : var.kms_key_arn
  permissions_boundary_arn = var.permissions_boundary_arn == null ? module.roles.permissions_boundary_arn : var.permissions_boundary_arn

  # Named here once: module outputs would make the alarms, the machine and the functions wait for each other.
  function_names = {
    for name in ["ingest-stream", "score-windows", "dispatch-alert", "plan-remediation", "execute-remediation", "verify-remediation"] :
    name => "${var.name_prefix}-${name}"
  }
  all_function_names = merge(local.function_names, local.subscription_names, local.cloudtrail_names, local.compact_names, local.analysis_names)
  machine_name       = "${var.name_prefix}-remediate-finding"

  # Everything this deployment logs lies under these: the filters refuse them, and ingest-stream drops the first at run time.
  own_log_group_prefixes = ["/aws/lambda/${var.name_prefix}-", "/aws/vendedlogs/states/${var.name_prefix}-", "/aws/kinesisfirehose/${var.name_prefix}-"]

  # The same groups by their whole names: an account policy excludes no other way.
  own_log_groups = concat(
    [for name in values(local.all_function_names) : "/aws/lambda/${name}"],
    ["/aws/vendedlogs/states/${local.machine_name}", "/aws/vendedlogs/states/${local.analysis_machine_name}", "/aws/kinesisfirehose/${var.name_prefix}-raw-copy"],
  )

  packages  = { for name, _ in local.function_names : name => "${var.package_dir}/${name}/dist/${name}.zip" }
  contracts = { for name, _ in local.function_names : name => "${var.functions_dir}/${name}/env.contract.json" }

  # Emulators take traces and show them nowhere.
  tracing = var.emulator == "none"

  compute = {
    runtime      = var.runtime
    architecture = var.architecture
  }
}
