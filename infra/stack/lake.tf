# What the lake gives beyond the events themselves: a raw copy of the stream, and a table to ask.
module "raw_copy" {
  source = "../modules/firehose"
  count  = var.raw_copy.enabled ? 1 : 0

  name                     = "${var.name_prefix}-raw-copy"
  stream_arn               = module.stream.arn
  bucket_arn               = module.lake.arn
  prefix                   = "raw/"
  compression              = var.raw_copy.compression
  kms_key_arn              = local.kms_key_arn
  object_key_arn           = local.payload_key_arn
  alert_topic_arn          = module.alerts.arn
  log_retention_days       = var.log_retention_days
  permissions_boundary_arn = local.permissions_boundary_arn
}

module "catalog" {
  source = "../modules/catalog"
  count  = local.has_catalog ? 1 : 0

  database_name      = replace(var.name_prefix, "-", "_")
  workgroup_name     = var.name_prefix
  bucket_name        = module.lake.name
  results_prefix     = "athena-results/"
  retention_days     = var.event_retention_days
  most_scanned_bytes = var.catalog.most_scanned_bytes
  kms_key_arn        = local.kms_key_arn
  create_named_query = var.emulator == "none"
  force_destroy      = var.disposable
}

locals {
  # The free LocalStack knows neither Glue nor Athena.
  has_catalog = var.catalog.enabled && var.emulator != "localstack"

  # Where messages say that the archive is asked.
  archive_environment = merge([for catalog in module.catalog : {
    ARCHIVE_DATABASE  = catalog.database_name
    ARCHIVE_WORKGROUP = catalog.workgroup_name
    ARCHIVE_REGION    = local.region
  }]...)

  lake_name = "${var.name_prefix}-lake-${local.account_id}-${local.region}"

  # Prefixes that only what is switched on writes under.
  further_prefixes = merge(
    { for on in [var.raw_copy.enabled] : "raw/" => { expire_after_days = var.raw_copy.retention_days } if on },
    { for on in [var.raw_copy.enabled] : "raw-errors/" => { expire_after_days = var.raw_copy.retention_days } if on },
    { for on in [var.archive.compact] : "events-parquet/" => merge(var.cold_storage.lake, { expire_after_days = var.event_retention_days }) if on },
    # Raw records, before and after compaction; the prefixes stand when the policy is changed back, until all has expired.
    { for prefix in ["payloads/", "payloads-kept/"] : prefix => { expire_after_days = var.archive.payload_retention_days } },
    # Facts of windows and plans; the table that says where they lie forgets them a day before.
    { for on in [var.reports.analysis.enabled] : "analyses/" => { expire_after_days = var.reports.analysis.retention_days + 1 } if on },
    # Answers quote events and are made again by asking again.
    { for on in [local.has_catalog] : "athena-results/" => { expire_after_days = 7 } if on },
  )
}
