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
          "dynamodb:*", "kinesis:*", "logs:*", "s3:*", "sns:*", "lambda:InvokeFunction",
          "states:StartExecution", "states:DescribeExecution", "states:StopExecution",
          "athena:StartQueryExecution", "athena:GetQuery*", "athena:StopQueryExecution", "glue:GetDatabase", "glue:GetTable",
          "bedrock:InvokeModel", "bedrock:CountTokens",
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
          "s3:DeleteBucket*", "s3:PutBucketA*", "s3:PutBucketC*", "s3:PutBucketL*", "s3:PutBucketN*", "s3:PutBucketO*",
          "s3:PutBucketPolicy", "s3:PutBucketR*", "s3:PutBucketT*", "s3:PutBucketV*", "s3:PutBucketW*",
          "s3:PutLifecycleConfiguration", "dynamodb:DeleteTable", "logs:DeleteLogGroup",
          "logs:PutRetentionPolicy", "kinesis:DeleteStream", "cloudtrail:DeleteTrail", "sns:DeleteTopic",
          "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention", "s3:PutObjectRetention", "s3:PutObjectLegalHold",
          "s3:PutReplicationConfiguration", "dynamodb:DeleteBackup",
          "dynamodb:PutResourcePolicy", "dynamodb:DeleteResourcePolicy", "logs:DeleteLogStream", "logs:DeleteSubscriptionFilter",
          "logs:PutSubscriptionFilter", "kinesis:DecreaseStreamRetentionPeriod",
          "kinesis:PutResourcePolicy", "sns:AddPermission", "sns:SetTopicAttributes",
        ]
        # Evidence of any name: the bound holds for buckets and tables made later too.
        Resource = ["*"]
      },
      {
        # These can raise protection and lower it, and IAM cannot tell which. One role may use what its playbooks grant it of them.
        Sid    = "ChangedByTheMachineAlone"
        Effect = "Deny"
        Action = [
          "iam:AttachUserPolicy", "iam:UpdateAccessKey", "guardduty:UpdateDetector", "s3:PutBucketPublicAccessBlock",
          "dynamodb:UpdateContinuousBackups",
        ]
        # A denial of any name: what is made later is protected too.
        Resource  = ["*"]
        Condition = { ArnNotLike = { "aws:PrincipalArn" = "arn:*:iam::*:role/${var.name_prefix}-execute-remediation" } }
      },
      {
        Sid    = "NeverLowerProtection"
        Effect = "Deny"
        # No playbook needs these, and a role that acts must not be able to switch off what watches it.
        Action = [
          "cloudtrail:StopLogging", "cloudtrail:UpdateTrail", "cloudtrail:PutEventSelectors", "cloudtrail:PutInsightSelectors",
          "config:Delete*", "config:Stop*", "guardduty:Delete*", "guardduty:Disassociate*",
          "guardduty:UpdateF*", "guardduty:UpdateI*", "guardduty:UpdateM*", "guardduty:UpdateO*", "guardduty:UpdateP*",
          "guardduty:UpdateT*",
          "securityhub:Disable*", "securityhub:Update*", "securityhub:BatchUpdateFindings",
          "ec2:AuthorizeSecurityGroup*", "ec2:DeleteFlowLogs", "ec2:CreateSecurityGroup", "ec2:ModifySecurityGroupRules",
          # All of IAM that writes, but for the two actions of the statement before this one.
          "iam:Add*", "iam:AttachG*", "iam:AttachR*", "iam:C*", "iam:D*", "iam:E*", "iam:P*", "iam:R*", "iam:S*", "iam:T*",
          "iam:Un*", "iam:UpdateAccou*", "iam:UpdateAs*", "iam:UpdateG*", "iam:UpdateL*", "iam:UpdateO*", "iam:UpdateR*",
          "iam:UpdateS*", "iam:UpdateU*", "iam:Upl*",
          "organizations:*", "kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:PutKeyPolicy",
        ]
        # A denial of any name: protection that is switched on later is protected too.
        Resource = ["*"]
      },
    ]
  })
}
