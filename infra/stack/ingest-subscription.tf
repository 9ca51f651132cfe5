# CloudWatch Logs straight to a function, for an account that needs no stream: cheaper while little is logged, and without
# the stream's order and replay. Off while no log group is named.
module "ingest_subscription" {
  source = "../modules/lambda-function"
  count  = local.has_subscription ? 1 : 0

  name          = local.subscription_names["ingest-subscription"]
  description   = "Reads what CloudWatch Logs sends it, files it in the lake, counts it and raises findings."
  package_path  = "${var.package_dir}/ingest-subscription/dist/ingest-subscription.zip"
  contract_path = "${var.functions_dir}/ingest-subscription/env.contract.json"

  environment = merge(local.ingest_environment, {
    OWN_LOG_GROUP_PREFIX = local.own_log_group_prefixes[0]
    ARCHIVE_POLICY       = var.archive.policy
    EVENT_RETENTION_DAYS = tostring(var.event_retention_days)
  })

  policy_statements = concat(local.ingest_permissions, [local.may_store.keep_failed_batches])

  compute                  = merge(local.compute, { memory_mb = 1024, timeout_seconds = 120 })
  tracing                  = local.tracing
  log_level                = var.log_level
  log_retention_days       = var.log_retention_days
  kms_key_arn              = local.kms_key_arn
  permissions_boundary_arn = local.permissions_boundary_arn
}

# Nobody waits for the answer: what failed three times would be dropped. The bucket of failures takes it, whole, under
# aws/lambda/async/: log lines belong there, encrypted with the key of raw records and expiring, and a queue takes no message as large.
resource "aws_lambda_function_event_invoke_config" "subscription" {
  count = local.has_subscription ? 1 : 0

  function_name                = module.ingest_subscription[0].name
  maximum_event_age_in_seconds = 21600
  maximum_retry_attempts       = 2

  destination_config {
    on_failure {
      destination = module.failures.arn
    }
  }
}

# One statement for all groups: a function's policy holds 20 KB, one a group would fill it.
resource "aws_lambda_permission" "subscription" {
  count = local.has_subscription ? 1 : 0

  statement_id   = "ReceiveLogs"
  function_name  = module.ingest_subscription[0].name
  action         = "lambda:InvokeFunction"
  principal      = "logs.amazonaws.com"
  source_arn     = "arn:${local.partition}:logs:${local.arn_in_account}:log-group:*"
  source_account = local.account_id
}

resource "aws_cloudwatch_log_subscription_filter" "to_function" {
  for_each = toset(local.subscribed_by_name)

  name            = "${var.name_prefix}-to-function"
  log_group_name  = each.value
  filter_pattern  = "" # Everything: what a pattern leaves out can't be counted, and a silent log could not be distinguished from a calm one.
  destination_arn = module.ingest_subscription[0].arn

  # CloudWatch Logs sends a test when the filter is made, and makes none that may not be sent. What fails is kept from the start.
  depends_on = [aws_lambda_permission.subscription, aws_lambda_function_event_invoke_config.subscription]
}

locals {
  has_subscription   = length(var.subscription_log_groups) > 0
  subscription_names = { for name in ["ingest-subscription"] : name => "${var.name_prefix}-${name}" if local.has_subscription }

  limits_environment = {
    MAX_FINDINGS  = tostring(var.finding_limits.findings)
    MAX_NOTIFIED  = tostring(var.finding_limits.notified)
    MAX_WORKFLOWS = tostring(var.finding_limits.workflows)
  }

  # Environment and permissions of every function that ingests; how it gets its records differs.
  ingest_environment = merge(local.settings_environment, local.payload_key_environment, local.declarations, local.mark_key_environment, local.limits_environment, {
    LAKE_BUCKET             = module.lake.name
    COUNTS_TABLE            = module.counts.name
    FINDINGS_TABLE          = module.findings.name
    TEMPLATES_TABLE         = module.templates.name
    REMEDIATION_MACHINE_ARN = module.remediation.arn
    ALERT_MIN_SEVERITY      = var.alert_min_severity
    STATE_RETENTION_DAYS    = tostring(var.state_retention_days)
    REDACT                  = var.redact
  })

  ingest_permissions = [
    local.may_store.archive, local.may_store.add_counts, local.may_store.raise_findings, local.may_store.look_up_findings,
    local.may_store.learn_templates, local.may.start_remediation, local.may_read_settings, local.may_hold_mark_key,
    local.may_encrypt_payloads,
  ]
}
