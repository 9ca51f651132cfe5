module "ingest_stream" {
  source = "../modules/lambda-function"

  name          = local.function_names["ingest-stream"]
  description   = "Reads log records off the stream, files them in the lake, counts them and raises findings."
  package_path  = local.packages["ingest-stream"]
  contract_path = local.contracts["ingest-stream"]

  environment = merge(local.settings_environment, local.payload_key_environment, local.declarations, local.mark_key_environment, local.limits_environment, {
    LAKE_BUCKET             = module.lake.name
    COUNTS_TABLE            = module.counts.name
    FINDINGS_TABLE          = module.findings.name
    TEMPLATES_TABLE         = module.templates.name
    REMEDIATION_MACHINE_ARN = module.remediation.arn
    OWN_LOG_GROUP_PREFIX    = local.own_log_group_prefixes[0]
    ALERT_MIN_SEVERITY      = var.alert_min_severity
    STATE_RETENTION_DAYS    = tostring(var.state_retention_days)
    EVENT_RETENTION_DAYS    = tostring(var.event_retention_days)
    ARCHIVE_POLICY          = var.archive.policy
    REDACT                  = var.redact
    # The function and the event source mapping must agree.
    STREAM_PARALLELISATION_FACTOR = tostring(var.stream.readers_per_shard)
  })

  policy_statements = [
    local.may.read_stream, local.may_store.archive, local.may_store.keep_failed_batches,
    local.may_store.add_counts, local.may_store.raise_findings, local.may_store.look_up_findings, local.may_store.learn_templates,
    local.may.start_remediation, local.may_read_settings, local.may_hold_mark_key, local.may_encrypt_payloads,
  ]

  compute                  = merge(local.compute, { memory_mb = 1024, timeout_seconds = 120 })
  tracing                  = local.tracing
  log_level                = var.log_level
  log_retention_days       = var.log_retention_days
  kms_key_arn              = local.kms_key_arn
  permissions_boundary_arn = local.permissions_boundary_arn
}

module "ingest_trigger" {
  source = "../modules/stream-trigger"

  stream_arn         = module.stream.arn
  function_arn       = module.ingest_stream.arn
  failure_bucket_arn = module.failures.arn

  maximum_record_age_seconds = local.maximum_record_age_seconds
  parallelization_factor     = var.stream.readers_per_shard
  batch_size                 = var.stream.batch_records
  batching_window_seconds    = var.stream.batch_seconds
}

locals {
  # A batch must be given up on, and kept whole in the lake, before the stream itself forgets its records.
  maximum_record_age_seconds = min(604800, floor(var.stream.retention_hours * 3600 / 2))
}
