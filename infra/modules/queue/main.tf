resource "aws_sqs_queue" "this" {
  name                       = var.name
  message_retention_seconds  = var.retention_days * 24 * 60 * 60
  visibility_timeout_seconds = var.visibility_timeout_seconds

  # SQS's own key: senders need no grant, and the messages hold times and names, no log lines.
  sqs_managed_sse_enabled = true

  # Without it a message that can't be handled comes back until it expires, and takes the place of others each time.
  redrive_policy = var.redrive == null ? null : jsonencode({
    deadLetterTargetArn = var.redrive.queue_arn
    maxReceiveCount     = var.redrive.maximum_receives
  })
}

resource "aws_sqs_queue_policy" "this" {
  queue_url = aws_sqs_queue.this.id
  policy    = jsonencode({ Version = "2012-10-17", Statement = concat(local.refusals, local.senders) })
}
