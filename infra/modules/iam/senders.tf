# Lets CloudWatch Logs put onto the stream what other accounts subscribe to the log destination. A role of its own: the one
# for this account's log groups keeps its narrower trust.
resource "aws_iam_role" "destination" {
  count = var.log_senders == null ? 0 : 1

  name                 = "${var.name_prefix}-senders-to-stream"
  description          = "CloudWatch Logs puts other accounts' logs onto the stream with this role."
  permissions_boundary = one(aws_iam_policy.boundary[*].arn)

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.sender_trust
  })
}

resource "aws_iam_role_policy" "destination" {
  count = var.log_senders == null ? 0 : 1

  name   = "put-records"
  role   = aws_iam_role.destination[0].id
  policy = local.put_records
}

locals {
  # Against the confused deputy: log groups of the senders alone. This account is among them: the test message that is sent
  # when the destination is made comes in its name.
  sender_trust = flatten([
    for senders in var.log_senders[*] : [
      {
        Sid       = "SendersByAccount"
        Effect    = "Allow"
        Principal = { Service = "logs.amazonaws.com" }
        Action    = "sts:AssumeRole"
        Condition = {
          ArnLike = { "aws:SourceArn" = [for id in concat([local.account_id], senders.account_ids) : "arn:${local.partition}:logs:*:${id}:*"] }
        }
      },
      [for organization_id in senders.organization_id[*] : {
        Sid       = "SendersByOrganization"
        Effect    = "Allow"
        Principal = { Service = "logs.amazonaws.com" }
        Action    = "sts:AssumeRole"
        Condition = { StringEquals = { "aws:SourceOrgID" = organization_id } }
      }],
    ]
  ])
}
