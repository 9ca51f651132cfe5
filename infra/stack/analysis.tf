# Up to 30 days of logs in one report: a machine plans windows, collects the facts of each from the archive, and joins them.
module "plan_windows" {
  source = "../modules/lambda-function"
  count  = var.reports.analysis.enabled ? 1 : 0

  name          = local.analysis_names["plan-windows"]
  description   = "Plans an analysis of logs: its windows, where they are read from, and what that costs."
  package_path  = "${var.package_dir}/plan-windows/dist/plan-windows.zip"
  contract_path = "${var.functions_dir}/plan-windows/env.contract.json"

  environment = merge(local.analysis_archive, {
    LAKE_BUCKET          = module.lake.name
    EVENT_RETENTION_DAYS = tostring(var.event_retention_days)
    MAX_READING_USD      = tostring(var.reports.analysis.max_reading_usd)
  })
  policy_statements = concat([local.may_analyze.ask_archive, local.may_analyze.keep_documents], local.may_read_archive)

  compute                  = merge(local.compute, { memory_mb = 1024, timeout_seconds = 600 })
  tracing                  = local.tracing
  log_level                = var.log_level
  log_retention_days       = var.log_retention_days
  kms_key_arn              = local.kms_key_arn
  permissions_boundary_arn = local.permissions_boundary_arn
}

module "analyze_window" {
  source = "../modules/lambda-function"
  count  = var.reports.analysis.enabled ? 1 : 0

  name          = local.analysis_names["analyze-window"]
  description   = "Collects the facts of one window of an analysis, unless they are there."
  package_path  = "${var.package_dir}/analyze-window/dist/analyze-window.zip"
  contract_path = "${var.functions_dir}/analyze-window/env.contract.json"

  environment = merge(local.analysis_archive, {
    LAKE_BUCKET             = module.lake.name
    ANALYSES_TABLE          = module.analyses[0].name
    ANALYSIS_RETENTION_DAYS = tostring(var.reports.analysis.retention_days)
    TEMPLATES_TABLE         = module.templates.name
  })
  policy_statements = concat(
    [local.may_analyze.ask_archive, local.may_analyze.keep_documents, local.may_analyze.keep_windows, local.may_compact.read_templates],
    local.may_read_archive,
  )

  # Patterns of half a million events with their values, and the page of a query.
  compute                  = merge(local.compute, { memory_mb = 3008, timeout_seconds = 900 })
  tracing                  = local.tracing
  log_level                = var.log_level
  log_retention_days       = var.log_retention_days
  kms_key_arn              = local.kms_key_arn
  permissions_boundary_arn = local.permissions_boundary_arn
}

module "summarize_analysis" {
  source = "../modules/lambda-function"
  count  = var.reports.analysis.enabled ? 1 : 0

  name          = local.analysis_names["summarize-analysis"]
  description   = "Joins the windows of an analysis to one report and keeps it."
  package_path  = "${var.package_dir}/summarize-analysis/dist/summarize-analysis.zip"
  contract_path = "${var.functions_dir}/summarize-analysis/env.contract.json"

  environment = merge(local.analysis_model, {
    LAKE_BUCKET             = module.lake.name
    ANALYSES_TABLE          = module.analyses[0].name
    ANALYSIS_RETENTION_DAYS = tostring(var.reports.analysis.retention_days)
    FINDINGS_TABLE          = module.findings.name
  })
  policy_statements = concat(
    [local.may_analyze.keep_documents, local.may_analyze.list_lake, local.may_analyze.summarize, local.may_analyze.find_findings],
    local.may_ask_model,
  )

  compute                  = merge(local.compute, { memory_mb = 3008, timeout_seconds = 900 })
  tracing                  = local.tracing
  log_level                = var.log_level
  log_retention_days       = var.log_retention_days
  kms_key_arn              = local.kms_key_arn
  permissions_boundary_arn = local.permissions_boundary_arn
}
