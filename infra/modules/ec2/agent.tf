# The unified agent's configuration. Keys of the retired awslogs agent, such as datetime_format or initial_position, would
# be ignored here without a word.
locals {
  parameter_name = "AmazonCloudWatch-${var.name}"
  log_group_name = "/aws/ec2/${var.name}"

  collected = [
    for file in var.log_files : merge(
      {
        file_path         = file.path
        log_group_name    = local.log_group_name
        log_stream_name   = "{instance_id}/${trimsuffix(basename(file.path), ".log")}"
        retention_in_days = var.log_retention_days
        timezone          = "UTC"
      },
      # Without it a line's time is when it was read: a file that is caught up with would look like a burst.
      { for format in file.timestamp_format[*] : "timestamp_format" => format },
      # Without it every line of a stack trace is an event of its own.
      { for pattern in file.multi_line_start_pattern[*] : "multi_line_start_pattern" => pattern },
    )
  ]

  agent_config = jsonencode({
    agent = { metrics_collection_interval = 60, run_as_user = "root" } # The audit log is root's alone.
    logs = {
      logs_collected       = { files = { collect_list = local.collected } }
      log_stream_name      = "{instance_id}/other"
      force_flush_interval = 5
    }
    metrics = {
      namespace         = "Bellwether/Machines"
      append_dimensions = { InstanceId = "$${aws:InstanceId}" }
      metrics_collected = {
        mem  = { measurement = ["used_percent"] }
        disk = { measurement = ["used_percent"], resources = ["/"] }
      }
    }
  })
}

resource "aws_ssm_parameter" "agent" {
  name        = local.parameter_name
  description = "What the CloudWatch agent on ${var.name} collects."
  type        = "String" # No secret is in it.
  value       = local.agent_config

  lifecycle {
    precondition {
      condition     = length(local.agent_config) <= 4096
      error_message = "The agent's configuration is ${length(local.agent_config)} characters long; a standard parameter takes 4096. Collect fewer files."
    }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = local.log_group_name
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}
