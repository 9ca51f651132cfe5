# Where other accounts point their subscription filters: CloudWatch Logs takes no stream of another account directly.
resource "aws_cloudwatch_log_destination" "this" {
  count = var.log_senders == null ? 0 : 1

  name       = "${var.name_prefix}-from-other-accounts"
  role_arn   = var.log_senders.role_arn
  target_arn = var.stream_arn
}

resource "aws_cloudwatch_log_destination_policy" "this" {
  count = var.log_senders == null ? 0 : 1

  destination_name = aws_cloudwatch_log_destination.this[0].name
  access_policy    = jsonencode({ Version = "2012-10-17", Statement = local.sender_statements })
}

locals {
  may_subscribe = {
    Effect   = "Allow"
    Action   = ["logs:PutSubscriptionFilter", "logs:PutAccountPolicy"]
    Resource = one(aws_cloudwatch_log_destination.this[*].arn)
  }

  sender_statements = flatten([
    for senders in var.log_senders[*] : [
      [for ids in [senders.account_ids] : merge(local.may_subscribe, {
        Sid       = "AccountsSubscribe"
        Principal = { AWS = ids }
      }) if length(ids) > 0],
      [for organization_id in senders.organization_id[*] : merge(local.may_subscribe, {
        Sid       = "OrganizationSubscribes"
        Principal = "*"
        Condition = { StringEquals = { "aws:PrincipalOrgID" = [organization_id] } }
      })],
    ]
  ])
}
