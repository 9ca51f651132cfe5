data "aws_region" "current" {}

locals {
  given_statements = [
    for statement in var.policy_statements : merge(
      { Sid = statement.sid, Effect = "Allow", Action = statement.actions, Resource = statement.resources },
      { for name, value in { Condition = statement.conditions } : name => value if value != null },
    )
  ]

  own_statements = concat(
    [{
      Sid      = "WriteOwnLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = ["${aws_cloudwatch_log_group.this.arn}:*"]
    }],
    [for on in [var.tracing] : {
      Sid    = "SendTraces"
      Effect = "Allow"
      Action = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      # X-Ray has no resource to name: both actions take `*` only.
      Resource = ["*"]
    } if on],
    [for queue in var.on_failure[*] : {
      Sid      = "KeepFailedEvents"
      Effect   = "Allow"
      Action   = ["sqs:SendMessage"]
      Resource = [queue.queue_arn]
    }],
    [for on in [var.kms_key_arn != null] : {
      Sid       = "UseTheKeyThroughServices"
      Effect    = "Allow"
      Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
      Resource  = [var.kms_key_arn]
      Condition = { StringEquals = { "kms:ViaService" = local.encrypting_services } }
    } if on],
  )

  encrypting_services = [for name in ["dynamodb", "kinesis", "s3", "sns"] : "${name}.${data.aws_region.current.id}.amazonaws.com"]
}

resource "aws_iam_role" "this" {
  name                 = var.name
  description          = "What ${var.name} may do, and nothing else."
  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = "what-the-code-calls"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.given_statements, local.own_statements)
  })
}
