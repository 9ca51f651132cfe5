resource "aws_iam_role" "this" {
  name                 = "${var.name}-notebook"
  description          = "What the notebook ${var.name} may do: read the lake, write its own log, stop itself."
  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "sagemaker.amazonaws.com" }
      Action    = "sts:AssumeRole"
      # Against the confused deputy: only notebooks of this account and region.
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account_id }
        ArnLike      = { "aws:SourceArn" = "arn:${local.partition}:sagemaker:${local.region}:${local.account_id}:*" }
      }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = "read-the-lake"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid      = "ReadTheLake"
          Effect   = "Allow"
          Action   = ["s3:GetObject"]
          Resource = [for prefix in var.lake.prefixes : "${var.lake.bucket_arn}/${prefix}*"]
        },
        {
          Sid       = "ListTheLake"
          Effect    = "Allow"
          Action    = ["s3:ListBucket"]
          Resource  = [var.lake.bucket_arn]
          Condition = { StringLike = { "s3:prefix" = [for prefix in var.lake.prefixes : "${prefix}*"] } }
        },
        {
          Sid      = "StopItself"
          Effect   = "Allow"
          Action   = ["sagemaker:StopNotebookInstance"]
          Resource = [local.notebook_arn]
        },
        {
          Sid      = "WriteOwnLog"
          Effect   = "Allow"
          Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
          Resource = ["arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/aws/sagemaker/NotebookInstances:log-stream:${var.name}/*"]
        },
        {
          # SageMaker puts the notebook's network interface into the subnet with this role.
          Sid    = "JoinTheSubnet"
          Effect = "Allow"
          Action = ["ec2:CreateNetworkInterface", "ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterface", "ec2:DeleteNetworkInterfacePermission"]
          Resource = [
            "arn:${local.partition}:ec2:${local.region}:${local.account_id}:network-interface/*",
            "arn:${local.partition}:ec2:${local.region}:${local.account_id}:subnet/${var.subnet_id}",
            "arn:${local.partition}:ec2:${local.region}:${local.account_id}:security-group/${aws_security_group.this.id}",
          ]
        },
        {
          Sid    = "LookAtTheSubnet"
          Effect = "Allow"
          Action = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups", "ec2:DescribeVpcs", "ec2:DescribeDhcpOptions"]
          # EC2 describes by filter, not by resource: these take `*` only.
          Resource = ["*"]
        },
      ],
      [for on in [var.kms_key_arn != null] : {
        Sid       = "ReadEncryptedObjects"
        Effect    = "Allow"
        Action    = ["kms:Decrypt"]
        Resource  = [var.kms_key_arn]
        Condition = { StringEquals = { "kms:ViaService" = "s3.${local.region}.amazonaws.com" } }
      } if on],
    )
  })
}
