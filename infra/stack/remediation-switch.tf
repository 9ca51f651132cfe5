# The switch that every step of the remediation machine reads before it goes on. Any other value than `on` stops it at once:
#   aws ssm put-parameter --overwrite --name /<prefix>/remediation/switch --value off
resource "aws_ssm_parameter" "remediation_switch" {
  name        = "/${var.name_prefix}/remediation/switch"
  description = "on lets the remediation of ${var.name_prefix} go on; anything else stops every step. Changed by hand."
  type        = "String"
  value       = "on"

  lifecycle {
    # Who switched it off keeps it off: a plan must not switch it on again.
    ignore_changes = [value]
  }
}

locals {
  switch_environment = { REMEDIATION_SWITCH_PARAMETER = aws_ssm_parameter.remediation_switch.name }

  may_read_switch = {
    sid       = "ReadSwitch"
    actions   = ["ssm:GetParameter"]
    resources = [aws_ssm_parameter.remediation_switch.arn]
  }
}
