locals {
  # A placeholder without a value fails in templatefile; a value without a placeholder is caught below.
  placeholders = distinct(flatten(regexall("\\$\\{([a-z0-9_]+)\\}", file(var.definition_path))))
  unused       = sort(setsubtract(keys(var.substitutions), local.placeholders))
}

resource "aws_sfn_state_machine" "this" {
  name       = var.name
  role_arn   = aws_iam_role.this.arn
  type       = "STANDARD" # EXPRESS may run a step twice, and these steps act on the account.
  definition = templatefile(var.definition_path, var.substitutions)

  logging_configuration {
    level = "ALL"
    # Inputs quote log lines; the history keeps them under its own access, the log would not.
    include_execution_data = false
    log_destination        = "${aws_cloudwatch_log_group.this.arn}:*"
  }

  tracing_configuration {
    enabled = var.tracing
  }

  lifecycle {
    precondition {
      condition     = length(local.unused) == 0
      error_message = "The definition of ${var.name} has no placeholder for: ${join(", ", local.unused)}."
    }
  }

  # Step Functions checks at creation that it may write to the log group.
  depends_on = [aws_iam_role_policy.this]
}
