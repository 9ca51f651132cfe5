# The most any role of this deployment can ever do, whatever a later change writes into its own policy.
resource "aws_iam_policy" "boundary" {
  count = var.create_permissions_boundary ? 1 : 0

  name        = "${var.name_prefix}-boundary"
  description = "Bounds every role of ${var.name_prefix}: its services, this account and region, and never identity or key administration."

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "ServicesInUse"
        Effect = "Allow"
        Action = [
          "dynamodb:*", "kinesis:*", "logs:*", "s3:*", "sns:*", "states:StartExecution", "lambda:InvokeFunction",
          "sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes",
          "kms:Decrypt", "kms:GenerateDataKey", "xray:Put*", "xray:GetSampling*",
          "appconfig:StartConfigurationSession", "appconfig:GetLatestConfiguration",
          "ssm:GetParameter", "ssm:GetParametersByPath", "ssm:PutParameter", "secretsmanager:GetSecretValue", "ses:SendEmail", "events:PutEvents",
        ]
        # A boundary grants nothing: each role's own policy names the resources.
        Resource = ["*"]
      },
      {
        Sid    = "EncryptParameters"
        Effect = "Allow"
        Action = ["kms:Encrypt"]
        # SSM encrypts a SecureString in the caller's name. The key's policy grants that, but a boundary without it can refuse it.
        Resource  = ["*"]
        Condition = { StringEquals = { "kms:ViaService" = "ssm.${local.region}.amazonaws.com" } }
      },
      local.playbooks_in_use,
      {
        Sid    = "NeverDestroyEvidence"
        Effect = "Deny"
        Action = [
          "s3:DeleteBucket*", "s3:PutBucket*", "s3:PutLifecycleConfiguration", "dynamodb:DeleteTable", "logs:DeleteLogGroup",
          "logs:PutRetentionPolicy", "kinesis:DeleteStream", "cloudtrail:DeleteTrail", "sns:DeleteTopic",
          "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention", "s3:PutObjectRetention", "s3:PutObjectLegalHold",
          "s3:PutReplicationConfiguration", "dynamodb:DeleteBackup", "dynamodb:UpdateContinuousBackups",
          "dynamodb:PutResourcePolicy", "dynamodb:DeleteResourcePolicy", "logs:DeleteLogStream", "logs:DeleteSubscriptionFilter",
          "logs:PutSubscriptionFilter", "kinesis:DecreaseStreamRetentionPeriod",
          "kinesis:PutResourcePolicy", "sns:AddPermission", "sns:SetTopicAttributes",
        ]
        # Evidence of any name: the bound holds for buckets and tables made later too.
        Resource = ["*"]
      },
      {
        Sid    = "NeverLowerProtection"
        Effect = "Deny"
        # No playbook needs these, and a role that acts must not be able to switch off what watches it.
        Action = [
          "cloudtrail:StopLogging", "cloudtrail:UpdateTrail", "cloudtrail:PutEventSelectors", "cloudtrail:PutInsightSelectors",
          "config:Delete*", "config:Stop*", "guardduty:Delete*", "guardduty:Update*", "guardduty:Disassociate*",
          "securityhub:Disable*", "securityhub:Update*", "securityhub:BatchUpdateFindings",
          "ec2:AuthorizeSecurityGroup*", "ec2:DeleteFlowLogs", "ec2:CreateSecurityGroup", "ec2:ModifySecurityGroupRules",
          "iam:*", "organizations:*", "kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:PutKeyPolicy",
        ]
        # A denial of any name: protection that is switched on later is protected too.
        Resource = ["*"]
      },
    ]
  })
}
