output "vpc_id" {
  description = "Id of the VPC, for security groups."
  value       = aws_vpc.this.id
}

output "private_subnet_ids" {
  description = "Private subnets, in the order of their zones."
  value       = [for zone in local.zones : aws_subnet.private[zone].id]

  # Who starts in a subnet needs its routes and endpoints at once, and must be gone before they are.
  depends_on = [aws_route_table_association.private, aws_route.private_out, aws_vpc_endpoint.gateway, aws_vpc_endpoint.interface]
}

output "isolation_security_group_id" {
  description = "Security group without rules, for the playbook isolate-network-interface."
  value       = aws_security_group.isolation.id
}

output "flow_log_group_name" {
  description = "Log group of the flow logs, to be watched."
  value       = aws_cloudwatch_log_group.flow.name
}
