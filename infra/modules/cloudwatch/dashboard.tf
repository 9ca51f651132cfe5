data "aws_region" "current" {}

# What a person on call looks at first. Every metric named here is one that the functions emit: `npm run check:terraform`
# compares the names, for a widget that reads what nobody emits stays empty and looks like calm.
locals {
  own_widgets = [
    { title = "Records in, and what became of them", metrics = ["RecordsReceived", "EventsClassified", "RecordsUnreadable", "EventsDropped"] },
    { title = "Findings, and what people were sent", metrics = ["FindingsRaised", "NotificationsTold"] },
    { title = "Batches, messages and runs that failed", metrics = ["BatchesFailed", "MessagesFailed", "RunsFailed"] },
    { title = "Lag of the stream's reader, milliseconds", metrics = ["StreamLagMs"], statistic = "Maximum", fold = "MAX" },
    { title = "Windows scored", metrics = ["WindowsScored"] },
    { title = "Remediations, step by step", metrics = ["RemediationSteps"] },
  ]

  # Every name is quoted: a search for a bare word also finds the words it is a part of.
  services = join(" OR ", [for name in sort(values(var.function_names)) : "\"${name}\""])

  aws_widgets = [
    { title = "Errors of the functions", namespace = "AWS/Lambda", metric = "Errors", dimension = "FunctionName", names = sort(values(var.function_names)) },
    { title = "Functions killed by time or memory", namespace = "${local.metrics_namespace}/Killed", metric = "", dimension = "", names = sort(values(var.function_names)) },
    { title = "Failed remediations", namespace = "AWS/States", metric = "ExecutionsFailed", dimension = "StateMachineArn", names = [var.state_machine_arn] },
    { title = "Events given up on", namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimension = "QueueName", names = [var.dead_letter_queue_name] },
  ]

  widgets = concat(
    [for widget in local.own_widgets : {
      title = widget.title
      metrics = [for metric in widget.metrics : [{
        # Sums over whatever dimensions a metric comes with, for this deployment's functions alone.
        expression = "${try(widget.fold, "SUM")}(SEARCH('Namespace=\"${local.metrics_namespace}\" MetricName=\"${metric}\" service=(${local.services})', '${try(widget.statistic, "Sum")}', 300))"
        label      = metric
        id         = lower(metric)
      }]]
    }],
    [for widget in local.aws_widgets : {
      title   = widget.title
      metrics = [for name in widget.names : widget.metric == "" ? [widget.namespace, name] : [widget.namespace, widget.metric, widget.dimension, name]]
    }],
  )
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name_prefix

  dashboard_body = jsonencode({
    widgets = concat(
      [for index, widget in local.widgets : {
        type   = "metric"
        width  = 12
        height = 6
        x      = (index % 2) * 12
        y      = floor(index / 2) * 6
        properties = {
          title   = widget.title
          region  = data.aws_region.current.id
          stat    = "Sum"
          period  = 300
          metrics = widget.metrics
        }
      }],
      [{
        type       = "alarm"
        width      = 24
        height     = 4
        x          = 0
        y          = ceil(length(local.widgets) / 2) * 6
        properties = { title = "Alarms", alarms = local.alarms[*].arn }
      }],
    )
  })
}
