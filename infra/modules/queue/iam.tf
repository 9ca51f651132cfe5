data "aws_caller_identity" "current" {}

locals {
  refusals = [
    {
      Sid       = "RefusePlainHttp"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.this.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    },
  ]

  # Roles of this account send by their own policies: the queue names services alone.
  senders = [
    for name, sender in var.senders : {
      Sid       = "Send${title(name)}"
      Effect    = "Allow"
      Principal = { Service = sender.service }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.this.arn
      # Against the confused deputy: another account's bucket of the same name would come from another account.
      Condition = {
        ArnEquals    = { "aws:SourceArn" = sender.source_arn }
        StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id }
      }
    }
  ]
}
