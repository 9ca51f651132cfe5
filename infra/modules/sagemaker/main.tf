data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  partition  = data.aws_partition.current.partition
  region     = data.aws_region.current.id

  notebook_arn = "arn:${local.partition}:sagemaker:${local.region}:${local.account_id}:notebook-instance/${lower(var.name)}"
}

resource "aws_sagemaker_notebook_instance" "this" {
  name                = var.name
  role_arn            = aws_iam_role.this.arn
  instance_type       = var.instance_type
  volume_size         = var.volume_gb
  kms_key_id          = var.kms_key_arn
  platform_identifier = var.has_platform_settings ? var.platform : null
  root_access         = "Disabled" # Lifecycle scripts run as root all the same.

  subnet_id              = var.subnet_id
  security_groups        = [aws_security_group.this.id]
  direct_internet_access = var.direct_internet_access ? "Enabled" : "Disabled"

  lifecycle_config_name = aws_sagemaker_notebook_instance_lifecycle_configuration.this.name

  dynamic "instance_metadata_service_configuration" {
    for_each = var.has_platform_settings ? ["2"] : []

    content {
      minimum_instance_metadata_service_version = instance_metadata_service_configuration.value
    }
  }

  depends_on = [aws_iam_role_policy.this, aws_cloudwatch_log_group.this]
}

resource "aws_sagemaker_notebook_instance_lifecycle_configuration" "this" {
  name = "${var.name}-stop-when-idle"
  on_start = base64encode(templatefile("${path.module}/files/on-start.sh.tftpl", {
    script       = file("${path.module}/files/stop-when-idle.py")
    name         = var.name
    region       = local.region
    idle_minutes = var.idle_minutes
  }))
}

resource "aws_security_group" "this" {
  name        = "${var.name}-notebook"
  description = "Nothing comes in to ${var.name}: it is opened through SageMaker's own address. HTTPS goes out."
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-notebook" }
}

# To endpoints, and to S3, whose gateway answers on public addresses: where the subnet has no other way out, that is all.
resource "aws_vpc_security_group_egress_rule" "https" {
  security_group_id = aws_security_group.this.id
  description       = "HTTPS to AWS's endpoints."
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# All notebooks of an account and region share this group. SageMaker makes it without retention where it is missing.
resource "aws_cloudwatch_log_group" "this" {
  count = var.log_group.create ? 1 : 0

  name              = "/aws/sagemaker/NotebookInstances"
  retention_in_days = var.log_group.retention_days
  kms_key_id        = var.kms_key_arn
}
