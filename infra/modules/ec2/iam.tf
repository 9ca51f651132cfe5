resource "aws_iam_role" "this" {
  name                 = "${var.name}-machine"
  description          = "What the machine ${var.name} may do, and nothing else."
  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" } # An instance's role takes no condition: EC2 sends no source.
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_instance_profile" "this" {
  name = aws_iam_role.this.name
  role = aws_iam_role.this.name
}

# The one managed policy: the SSM agent speaks protocols that AWS extends as it sees fit (ssmmessages, ec2messages), and a
# copy of ours would lock everybody out of the machine one day. What it grants too widely is taken back below.
resource "aws_iam_role_policy_attachment" "session" {
  role       = aws_iam_role.this.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_iam_role_policy" "this" {
  name = "send-logs-and-metrics"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteOwnLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]
        Resource = ["${aws_cloudwatch_log_group.this.arn}:*"]
      },
      {
        # The agent sets the retention it is configured with, which is the group's own.
        Sid      = "SetRetention"
        Effect   = "Allow"
        Action   = ["logs:PutRetentionPolicy"]
        Resource = [aws_cloudwatch_log_group.this.arn, "${aws_cloudwatch_log_group.this.arn}:*"]
      },
      {
        Sid    = "SendMetrics"
        Effect = "Allow"
        Action = ["cloudwatch:PutMetricData"]
        # Metrics have no resource to name; the condition names their namespace.
        Resource  = ["*"]
        Condition = { StringEquals = { "cloudwatch:namespace" = "Bellwether/Machines" } }
      },
      {
        Sid      = "ReadOwnConfiguration"
        Effect   = "Allow"
        Action   = ["ssm:GetParameter"]
        Resource = [aws_ssm_parameter.agent.arn]
      },
      {
        # The managed policy reads every parameter of the account, and with it whatever somebody keeps there.
        Sid         = "ReadNoOtherParameter"
        Effect      = "Deny"
        Action      = ["ssm:GetParameter", "ssm:GetParameters"]
        NotResource = [aws_ssm_parameter.agent.arn]
      },
    ]
  })
}
