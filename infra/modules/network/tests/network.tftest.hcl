mock_provider "aws" {
  source = "../../tests/mocks"
}

override_data {
  target = data.aws_availability_zones.available
  values = { names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }
}

variables {
  name                = "bellwether"
  interface_endpoints = ["logs", "ecr.api"]
}

run "closes_everything_that_was_not_asked_for" {
  assert {
    condition     = length(aws_subnet.private) == 2 && alltrue([for s in aws_subnet.private : !s.map_public_ip_on_launch])
    error_message = "There are two private subnets, and nothing in them gets a public address."
  }

  assert {
    condition     = length(aws_nat_gateway.this) + length(aws_internet_gateway.this) + length(aws_subnet.public) + length(aws_route.private_out) == 0
    error_message = "Without NAT there is no way to the internet and none from it."
  }

  assert {
    condition     = length(aws_security_group.isolation.ingress) + length(aws_security_group.isolation.egress) == 0
    error_message = "The isolation group has no rule."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.endpoints_https[0].cidr_ipv4 == "10.60.0.0/20" && aws_vpc_security_group_ingress_rule.endpoints_https[0].from_port == 443
    error_message = "Endpoints take HTTPS from the VPC alone."
  }

  assert {
    condition     = toset(keys(aws_vpc_endpoint.interface)) == toset(["logs", "ecr.api"]) && aws_vpc_endpoint.interface["logs"].private_dns_enabled && toset(keys(aws_vpc_endpoint.gateway)) == toset(["s3", "dynamodb"])
    error_message = "Both gateways stand, and the interface endpoints listed."
  }

  assert {
    condition     = jsondecode(aws_vpc_endpoint.gateway["s3"].policy).Statement[0].Condition.StringEquals["aws:ResourceAccount"] == "123456789012"
    error_message = "S3 is reached for this account's buckets."
  }
}

run "logs_every_flow_and_keeps_it_for_a_time" {
  assert {
    condition     = aws_flow_log.this.traffic_type == "ALL" && aws_cloudwatch_log_group.flow.retention_in_days == 30
    error_message = "All traffic is logged and kept for thirty days."
  }

  assert {
    condition     = jsondecode(aws_iam_role.flow.assume_role_policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"
    error_message = "The service writes for this account's flow logs alone."
  }

  assert {
    condition     = !strcontains(aws_iam_role_policy.flow.policy, "CreateLogGroup")
    error_message = "The role can't make a group without retention."
  }
}

run "takes_three_zones_nat_a_key_and_a_format" {
  variables {
    cidr                = "10.0.0.0/16"
    zone_count          = 3
    nat                 = true
    interface_endpoints = []
    flow_logs           = { fields = ["srcaddr", "tcp-flags"], interval_seconds = 600 }
    kms_key_arn         = "arn:aws:kms:eu-central-1:123456789012:key/1"
  }

  assert {
    condition     = [for s in aws_subnet.private : s.cidr_block] == ["10.0.0.0/18", "10.0.64.0/18", "10.0.128.0/18"] && aws_subnet.public[0].cidr_block == "10.0.192.0/20"
    error_message = "Private subnets take three quarters; the public one lies in the last."
  }

  assert {
    condition     = aws_route.private_out[0].nat_gateway_id == aws_nat_gateway.this[0].id && !aws_subnet.public[0].map_public_ip_on_launch
    error_message = "Private subnets go out by the gateway, and nothing beside it gets a public address."
  }

  assert {
    condition     = aws_flow_log.this.log_format == "$${srcaddr} $${tcp-flags}" && aws_cloudwatch_log_group.flow.kms_key_id == "arn:aws:kms:eu-central-1:123456789012:key/1"
    error_message = "The fields make the format, and the group is encrypted with the key given."
  }

  assert {
    condition     = length(aws_security_group.endpoints) == 0 && length(aws_vpc_endpoint.interface) == 0
    error_message = "Without interface endpoints nothing is made for them."
  }
}
