# The machine of the analysis, when it starts by itself, and what raises an alarm about it.
module "analysis" {
  source = "../modules/stepfunction"
  count  = var.reports.analysis.enabled ? 1 : 0

  name            = local.analysis_machine_name
  definition_path = "${path.module}/../../state-machines/analyze-logs/definition.asl.json"

  substitutions = {
    plan_windows_arn       = module.plan_windows[0].arn
    analyze_window_arn     = module.analyze_window[0].arn
    summarize_analysis_arn = module.summarize_analysis[0].arn
    lake_bucket            = module.lake.name
    partition              = local.partition
  }
  function_arns = [module.plan_windows[0].arn, module.analyze_window[0].arn, module.summarize_analysis[0].arn]
  listed_items  = { bucket_arn = module.lake.arn, prefix = "analyses/runs/" }

  tracing                  = local.tracing
  log_retention_days       = var.log_retention_days
  kms_key_arn              = local.kms_key_arn
  permissions_boundary_arn = local.permissions_boundary_arn
}

module "analysis_schedule" {
  source = "../modules/schedule"
  count  = var.reports.analysis.enabled && var.reports.analysis.schedule != null ? 1 : 0

  name                     = local.analysis_machine_name
  description              = "Starts the analysis of the last ${var.reports.analysis.days} days."
  schedule_expression      = coalesce(var.reports.analysis.schedule, "rate(1 day)")
  timezone                 = var.reports.analysis.timezone
  machine                  = { arn = module.analysis[0].arn, input = { groups = var.reports.analysis.groups, days = var.reports.analysis.days } }
  dead_letter_queue        = { arn = module.failed_events.arn }
  permissions_boundary_arn = local.permissions_boundary_arn
}

resource "aws_cloudwatch_metric_alarm" "analysis_failed" {
  for_each = toset(var.reports.analysis.enabled ? ["ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"] : [])

  alarm_name          = "${local.analysis_machine_name}-${lower(trimprefix(each.value, "Executions"))}"
  alarm_description   = "An analysis came to no report, was refused for its cost, or has no window. The execution's error says which; redriving it reads nothing twice."
  namespace           = "AWS/States"
  metric_name         = each.value
  dimensions          = { StateMachineArn = module.analysis[0].arn }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching" # No executions, no failures.
  alarm_actions       = [module.alerts.arn]
}

resource "aws_cloudwatch_metric_alarm" "analysis_incomplete" {
  for_each = { for metric, says in {
    WindowsMissing = "A report of an analysis is about fewer windows than were planned. Its coverage names them and why; redriving the execution tries those that failed again."
    ModelFallbacks = "The model did not word a report, so the program did. The page says why: a model that was retired, a refusal, or a budget that is used up."
  } : metric => says if var.reports.analysis.enabled && (metric == "WindowsMissing" || var.reports.analysis.model != null) }

  alarm_name          = "${local.analysis_names["summarize-analysis"]}-${lower(each.key)}"
  alarm_description   = each.value
  namespace           = "Bellwether"
  metric_name         = each.key
  dimensions          = { service = local.analysis_names["summarize-analysis"] }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching" # No report, nothing missing in it.
  alarm_actions       = [module.alerts.arn]
  ok_actions          = [module.alerts.arn]
}
