data "aws_partition" "current" {}

locals {
  partition = data.aws_partition.current.partition

  # Graviton types carry a g after the generation, such as t4g and c7gn.
  architecture = can(regex("^[a-z]+[0-9]+g", var.instance_type)) ? "arm64" : "x86_64"
}

# The newest Amazon Linux 2023, by the parameter that AWS keeps.
data "aws_ssm_parameter" "image" {
  count = var.image_id == null ? 1 : 0

  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${local.architecture}"
}

data "aws_subnet" "this" {
  id = var.subnet_id
}

resource "aws_instance" "this" {
  # The parameter's value is public, and no secret to be hidden from a plan.
  ami           = var.image_id == null ? nonsensitive(data.aws_ssm_parameter.image[0].value) : var.image_id
  instance_type = var.instance_type
  subnet_id     = var.subnet_id

  # No key pair: who needs a shell opens a session with SSM, which is logged and needs no open port.
  vpc_security_group_ids = [aws_security_group.this.id]
  iam_instance_profile   = aws_iam_instance_profile.this.name

  user_data = templatefile("${path.module}/files/user-data.sh.tftpl", {
    parameter_name = local.parameter_name
    config_hash    = sha256(local.agent_config)
  })
  user_data_replace_on_change = true

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  root_block_device {
    volume_size = var.volume_gb
    volume_type = "gp3"
    encrypted   = true
    kms_key_id  = var.kms_key_arn
  }

  tags = { Name = var.name }

  lifecycle {
    # AWS publishes images every fortnight: an apply that changes nothing else must not replace the machine.
    ignore_changes = [ami]

    # Said by the subnet, which is where it would come from.
    precondition {
      condition     = !data.aws_subnet.this.map_public_ip_on_launch
      error_message = "${var.subnet_id} gives every machine a public address: ${var.name} belongs into a private subnet."
    }
  }

  depends_on = [aws_ssm_parameter.agent, aws_cloudwatch_log_group.this, aws_iam_role_policy.this]
}

resource "aws_security_group" "this" {
  name        = var.name
  description = "Nothing comes in to ${var.name}; HTTPS goes out."
  vpc_id      = var.vpc_id

  tags = { Name = var.name }
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
