locals {
  target_arn = var.machine == null ? var.function_arn : var.machine.arn
  due        = "\"time\":\"<aws.scheduler.scheduled-time>\""
  # The fields of a machine's input go before the time: the text without the brace that closes it.
  fields = var.machine == null ? "{" : "${trimsuffix(jsonencode(var.machine.input), "}")}${length(var.machine.input) == 0 ? "" : ","}"
  input  = "${local.fields}${local.due}}"
}

resource "aws_scheduler_schedule" "this" {
  name        = var.name
  description = var.description
  state       = var.enabled ? "ENABLED" : "DISABLED"

  schedule_expression          = var.schedule_expression
  schedule_expression_timezone = var.timezone

  # On the minute: the function works on closed windows, and a drifting start would leave their results late.
  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = local.target_arn
    role_arn = aws_iam_role.this.arn
    # The time that was due, not the time it ran: a late or repeated run then works on the same windows. Written by hand,
    # since jsonencode turns the angle brackets into escapes that the scheduler doesn't recognise.
    input = local.input

    retry_policy {
      maximum_event_age_in_seconds = var.maximum_event_age_seconds
      maximum_retry_attempts       = var.maximum_retry_attempts
    }

    dynamic "dead_letter_config" {
      for_each = var.dead_letter_queue[*]

      content {
        arn = dead_letter_config.value.arn
      }
    }
  }

  depends_on = [aws_iam_role_policy.this]
}
