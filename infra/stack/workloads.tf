# Things whose logs are worth watching, for an account that has none yet: a network with flow logs, a cluster, a machine,
# image repositories, and a notebook to study what was collected. The core needs none of them; all are off unless asked for.

module "network" {
  source = "../modules/network"
  count  = var.workloads.network == null ? 0 : 1

  name                = var.name_prefix
  cidr                = var.workloads.network.cidr
  zone_count          = var.workloads.network.zone_count
  nat                 = var.workloads.network.nat
  interface_endpoints = toset(concat(var.workloads.network.interface_endpoints, local.needed_endpoints))
  flow_logs           = { retention_days = var.log_retention_days, fields = var.workloads.network.flow_log_fields }
  kms_key_arn         = local.kms_key_arn
  # Flow logs only write logs, which the deployment's own boundary allows.
  permissions_boundary_arn = local.permissions_boundary_arn
}

module "cluster" {
  source = "../modules/eks"
  count  = local.has.cluster ? 1 : 0

  name                = var.name_prefix
  subnet_ids          = module.network[0].private_subnet_ids
  kubernetes_version  = var.workloads.cluster.kubernetes_version
  log_types           = var.workloads.cluster.log_types
  log_retention_days  = var.log_retention_days
  log_key_arn         = local.kms_key_arn
  secrets_key         = var.workloads.cluster.encrypt_secrets ? { arn = local.kms_key_arn } : null
  nodes               = var.workloads.cluster.nodes
  public_access_cidrs = var.workloads.cluster.public_access_cidrs
  admin_role_arns     = var.workloads.cluster.admin_role_arns

  has_access_entries_and_addons = var.emulator == "none"
  permissions_boundary_arn      = var.permissions_boundary_arn
}

module "machine" {
  source = "../modules/ec2"
  count  = local.has.machine ? 1 : 0

  name                     = "${var.name_prefix}-machine"
  vpc_id                   = module.network[0].vpc_id
  subnet_id                = module.network[0].private_subnet_ids[0]
  instance_type            = var.workloads.machine.instance_type
  image_id                 = var.workloads.machine.image_id
  log_files                = var.workloads.machine.log_files
  log_retention_days       = var.log_retention_days
  kms_key_arn              = local.kms_key_arn
  permissions_boundary_arn = var.permissions_boundary_arn
}

module "images" {
  source = "../modules/ecr"
  count  = length(var.workloads.repositories) > 0 && var.emulator != "localstack" ? 1 : 0

  repositories = [for name in var.workloads.repositories : "${var.name_prefix}/${name}"]
  kms_key_arn  = local.kms_key_arn
  force_delete = var.disposable
}

module "notebook" {
  source = "../modules/sagemaker"
  count  = local.has.notebook ? 1 : 0

  name                     = "${var.name_prefix}-study"
  vpc_id                   = module.network[0].vpc_id
  subnet_id                = module.network[0].private_subnet_ids[0]
  instance_type            = var.workloads.notebook.instance_type
  idle_minutes             = var.workloads.notebook.idle_minutes
  direct_internet_access   = var.workloads.notebook.direct_internet_access
  lake                     = { bucket_arn = module.lake.arn, prefixes = ["events/"] }
  has_platform_settings    = var.emulator == "none"
  log_group                = { create = var.workloads.notebook.make_log_group, retention_days = var.log_retention_days }
  kms_key_arn              = local.kms_key_arn
  permissions_boundary_arn = var.permissions_boundary_arn
}

module "budget" {
  source = "../modules/budget"
  # No emulator counts money.
  count = var.budget != null && var.emulator == "none" ? 1 : 0

  name            = var.name_prefix
  monthly_usd     = var.budget.monthly_usd
  email_addresses = local.budget_emails
}
