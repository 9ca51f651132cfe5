# Events that nobody could handle wait here, whole, until a person sends them again or they expire.
resource "aws_sqs_queue" "this" {
  name                      = var.name
  message_retention_seconds = var.retention_days * 24 * 60 * 60

  # SQS's own key: senders need no grant, and the events hold times and names, no log lines.
  sqs_managed_sse_enabled = true
}

resource "aws_sqs_queue_policy" "this" {
  queue_url = aws_sqs_queue.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "RefusePlainHttp"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.this.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}
