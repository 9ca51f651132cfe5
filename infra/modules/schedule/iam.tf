data "aws_caller_identity" "current" {}

resource "aws_iam_role" "this" {
  name                 = "${var.name}-schedule"
  description          = "The schedule ${var.name} starts its target with this role."
  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "scheduler.amazonaws.com" }
      Action    = "sts:AssumeRole"
      # Against the confused deputy: only schedules of this account.
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = "invoke-the-function"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [for arn in var.function_arn[*] : { Sid = "InvokeTheFunction", Effect = "Allow", Action = ["lambda:InvokeFunction"], Resource = [arn] }],
      [for machine in var.machine[*] : { Sid = "StartTheMachine", Effect = "Allow", Action = ["states:StartExecution"], Resource = [machine.arn] }],
      [for queue in var.dead_letter_queue[*] : { Sid = "KeepFailedEvents", Effect = "Allow", Action = ["sqs:SendMessage"], Resource = [queue.arn] }],
    )
  })
}
