data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  arn_prefix = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${local.account_id}"

  statements = concat(
    [
      {
        Sid      = "InvokeItsFunctions"
        Effect   = "Allow"
        Action   = ["lambda:InvokeFunction"]
        Resource = var.function_arns
      },
      {
        Sid    = "DeliverItsLogs"
        Effect = "Allow"
        Action = [
          "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery", "logs:ListLogDeliveries",
          "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
        ]
        # Log deliveries have no resource to name: all of these take `*` only.
        Resource = ["*"]
      },
    ],
    [for arns in [var.topic_arns] : {
      Sid      = "PublishToItsTopics"
      Effect   = "Allow"
      Action   = ["sns:Publish"]
      Resource = arns
    } if length(arns) > 0],
    [for asked in var.asks_in[*] : {
      Sid       = "KeepItsQuestions"
      Effect    = "Allow"
      Action    = ["dynamodb:PutItem"]
      Resource  = [asked.table_arn]
      Condition = { "ForAllValues:StringLike" = { "dynamodb:LeadingKeys" = ["${asked.prefix}*"] } }
    }],
    [for on in [var.reads_its_runs] : {
      Sid      = "ReadItsRuns"
      Effect   = "Allow"
      Action   = ["states:DescribeExecution"]
      Resource = ["${local.arn_prefix}:execution:${var.name}:*"]
    } if on],
    flatten([for items in var.listed_items[*] : [
      {
        Sid      = "ReadItsItems"
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["${items.bucket_arn}/${items.prefix}*"]
      },
      {
        # Each item of a distributed Map is an execution of the machine itself.
        Sid    = "RunItsItems"
        Effect = "Allow"
        Action = ["states:StartExecution", "states:DescribeExecution", "states:StopExecution"]
        Resource = [
          "${local.arn_prefix}:stateMachine:${var.name}",
          "${local.arn_prefix}:execution:${var.name}/*",
        ]
      },
    ]]),
    [for on in [var.kms_key_arn != null] : {
      Sid       = "UseTheKeyOfItsTopics"
      Effect    = "Allow"
      Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
      Resource  = [var.kms_key_arn]
      Condition = { StringEquals = { "kms:ViaService" = [for name in concat(["sns"], [for items in var.listed_items[*] : "s3"], [for asked in var.asks_in[*] : "dynamodb"]) : "${name}.${data.aws_region.current.id}.amazonaws.com"] } }
    } if on],
    [for on in [var.tracing] : {
      Sid    = "SendTraces"
      Effect = "Allow"
      Action = ["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets"]
      # X-Ray has no resource to name: these actions take `*` only.
      Resource = ["*"]
    } if on],
  )
}

resource "aws_iam_role" "this" {
  name                 = var.name
  description          = "What the machine ${var.name} may do, and nothing else."
  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "states.amazonaws.com" }
      Action    = "sts:AssumeRole"
      # Against the confused deputy: only this account's machines of this name.
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account_id }
        ArnLike      = { "aws:SourceArn" = "${local.arn_prefix}:stateMachine:${var.name}" }
      }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name   = "what-the-definition-calls"
  role   = aws_iam_role.this.id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.statements })
}
