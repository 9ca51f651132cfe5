# What is put into no group lands in this one, and may then neither receive nor send.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "${var.name}-default-closed" }
}

# Where the playbook isolate-network-interface moves an interface: it has no rule, so nothing goes in or out. A rule added
# by hand would reopen every isolated machine; the next apply removes it.
resource "aws_security_group" "isolation" {
  name        = "${var.name}-isolation"
  description = "No rules: an interface moved in here neither receives nor sends."
  vpc_id      = aws_vpc.this.id
  ingress     = []
  egress      = []

  tags = { Name = "${var.name}-isolation" }
}

resource "aws_security_group" "endpoints" {
  count = length(var.interface_endpoints) > 0 ? 1 : 0

  name        = "${var.name}-endpoints"
  description = "Interface endpoints take HTTPS from this VPC alone."
  vpc_id      = aws_vpc.this.id

  tags = { Name = "${var.name}-endpoints" }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_https" {
  count = length(aws_security_group.endpoints)

  security_group_id = aws_security_group.endpoints[0].id
  description       = "HTTPS from this VPC."
  cidr_ipv4         = aws_vpc.this.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
