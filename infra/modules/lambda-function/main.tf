resource "aws_lambda_function" "this" {
  function_name = var.name
  description   = var.description
  role          = aws_iam_role.this.arn

  filename         = var.package_path
  source_code_hash = filebase64sha256(var.package_path)
  handler          = "handler.handler"

  runtime                        = var.compute.runtime
  architectures                  = [var.compute.architecture]
  memory_size                    = var.compute.memory_mb
  timeout                        = var.compute.timeout_seconds
  reserved_concurrent_executions = var.compute.reserved_concurrency

  environment {
    # Names and numbers, no secrets: Lambda's own key is enough, and a cold start needs no call to KMS.
    variables = local.environment
  }

  tracing_config {
    mode = var.tracing ? "Active" : "PassThrough"
  }

  lifecycle {
    precondition {
      condition     = length(local.missing) == 0
      error_message = "${var.name} needs these variables, and its environment lacks them: ${join(", ", local.missing)}."
    }

    precondition {
      condition     = length(local.unknown) == 0
      error_message = "${var.name} does not know these variables of its environment: ${join(", ", local.unknown)}."
    }

    precondition {
      condition     = length(local.blank) == 0
      error_message = "${var.name} takes a blank variable as absent, and these are blank: ${join(", ", local.blank)}."
    }

    precondition {
      condition     = local.environment_bytes <= 4096
      error_message = "The environment of ${var.name} takes ${local.environment_bytes} bytes, and Lambda takes 4096. The longest of its variables is ${local.longest}, with ${local.longest_bytes}."
    }
  }

  # A function that runs before its log group stands makes one of its own, without retention, which Terraform then can't create.
  depends_on = [aws_cloudwatch_log_group.this, aws_iam_role_policy.this]
}

# Only for callers that don't wait, such as a schedule: what fails three times is kept instead of dropped.
resource "aws_lambda_function_event_invoke_config" "this" {
  count = var.on_failure == null ? 0 : 1

  function_name                = aws_lambda_function.this.function_name
  maximum_event_age_in_seconds = 3600
  maximum_retry_attempts       = 2

  destination_config {
    on_failure {
      destination = var.on_failure.queue_arn
    }
  }
}
