data "aws_availability_zones" "available" {
  state = "available"

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"] # Zones every account has: no local zones, which lack most endpoints.
  }
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  partition  = data.aws_partition.current.partition
  region     = data.aws_region.current.id

  zones = slice(data.aws_availability_zones.available.names, 0, var.zone_count)

  # Quarters of the range: three for private subnets, so that a third zone can be added without moving the first two; the
  # last one for what faces the internet, which is a NAT gateway or nothing.
  private_cidrs = { for index, zone in local.zones : zone => cidrsubnet(var.cidr, 2, index) }
  public_cidr   = cidrsubnet(var.cidr, 4, 12)
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
  # Interface endpoints answer to the services' own host names only with both of these.
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = var.name }
}

resource "aws_subnet" "private" {
  for_each = local.private_cidrs

  vpc_id                  = aws_vpc.this.id
  availability_zone       = each.key
  cidr_block              = each.value
  map_public_ip_on_launch = false

  tags = { Name = "${var.name}-private-${each.key}" }
}

# One table for all private subnets: their routes are the same, since there is one NAT gateway at the most.
resource "aws_route_table" "private" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "${var.name}-private" }
}

resource "aws_route_table_association" "private" {
  for_each = aws_subnet.private

  subnet_id      = each.value.id
  route_table_id = aws_route_table.private.id
}
