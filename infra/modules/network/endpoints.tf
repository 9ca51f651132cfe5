locals {
  # S3 through the endpoint reaches this account's buckets, and AWS's own that machines boot and pull images from. Any
  # other bucket, such as one that data could be carried off to, is refused.
  s3_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "BucketsOfThisAccount"
        Effect    = "Allow"
        Principal = "*"
        Action    = "s3:*"
        # Whose bucket it is decides, not its name; the callers' own policies say which of them may do what.
        Resource  = "*"
        Condition = { StringEquals = { "aws:ResourceAccount" = local.account_id } }
      },
      {
        Sid       = "PackagesAndImageLayersOfAws"
        Effect    = "Allow"
        Principal = "*"
        Action    = "s3:GetObject"
        Resource = [
          "arn:${local.partition}:s3:::al2023-repos-${local.region}-*/*",
          "arn:${local.partition}:s3:::prod-${local.region}-starport-layer-bucket/*",
        ]
      },
    ]
  }

  dynamodb_policy = {
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TablesOfThisAccount"
      Effect    = "Allow"
      Principal = "*"
      Action    = "dynamodb:*"
      # Whose table it is decides, as for the buckets above.
      Resource  = "*"
      Condition = { StringEquals = { "aws:ResourceAccount" = local.account_id } }
    }]
  }
}

# Both gateways cost nothing.
resource "aws_vpc_endpoint" "gateway" {
  for_each = { s3 = local.s3_policy, dynamodb = local.dynamodb_policy }

  vpc_id            = aws_vpc.this.id
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.${local.region}.${each.key}"
  route_table_ids   = [aws_route_table.private.id]
  policy            = jsonencode(each.value)

  tags = { Name = "${var.name}-${each.key}" }
}

# Each is paid by the hour in each zone: only what is listed is made.
resource "aws_vpc_endpoint" "interface" {
  for_each = var.interface_endpoints

  vpc_id              = aws_vpc.this.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.${local.region}.${each.key}"
  subnet_ids          = [for subnet in aws_subnet.private : subnet.id]
  security_group_ids  = aws_security_group.endpoints[*].id
  private_dns_enabled = true

  tags = { Name = "${var.name}-${each.key}" }
}
