module "lake" {
  source = "../modules/s3"

  # Bucket names are shared by everyone in AWS: account and region make this one ours.
  name          = local.lake_name
  kms_key_arn   = local.kms_key_arn
  force_destroy = var.disposable
  # Emulators are reached by plain HTTP.
  require_tls = var.emulator == "none"
  own_keys    = local.payload_keys

  prefixes = merge(local.further_prefixes, {
    "events/"     = merge(var.cold_storage.lake, { expire_after_days = var.event_retention_days })
    "quarantine/" = { expire_after_days = var.event_retention_days }
    "reports/"    = { expire_after_days = var.event_retention_days }
    "failed/"     = { expire_after_days = var.event_retention_days }
    # Batches of releases that kept them in the lake.
    "aws/lambda/" = { expire_after_days = var.event_retention_days }
  })
}

# Reports are read and handed on by people, whom the lake's events are none of the business of: a bucket of their own, where asked for.
module "reports" {
  source = "../modules/s3"
  count  = var.reports.enabled ? 1 : 0

  name          = "${var.name_prefix}-reports-${local.account_id}-${local.region}"
  kms_key_arn   = local.kms_key_arn
  force_destroy = var.disposable
  require_tls   = var.emulator == "none"

  prefixes = { "reports/" = merge(var.cold_storage.reports, { expire_after_days = var.reports.retention_days }) }
}

# Events per scope and five-minute window, added up by ingest-stream and read by score-windows.
module "counts" {
  source = "../modules/dynamodb"

  name                   = "${var.name_prefix}-counts"
  hash_key               = { name = "pk" }
  range_key              = { name = "sk" }
  max_read_units         = var.table_limits.read_units
  max_write_units        = var.table_limits.write_units
  point_in_time_recovery = false # Counts live for days and are rebuilt by reading the lake again.
  deletion_protection    = !var.disposable
  kms_key_arn            = local.kms_key_arn
}

module "findings" {
  source = "../modules/dynamodb"

  name                = "${var.name_prefix}-findings"
  hash_key            = { name = "id" }
  max_read_units      = var.table_limits.read_units
  max_write_units     = var.table_limits.write_units
  deletion_protection = !var.disposable
  kms_key_arn         = local.kms_key_arn

  stream = true # dispatch-alert reads each change.

  # Findings by when they were last seen, without a scan: of a day, of a severity or a state other than new in a day, and of a scope. A
  # key a day keeps every partition far below what one takes, and a finding seen again moves in each index once: so they hold keys, and
  # by-day contains what lists are ordered by and what distinguishes new findings from others.
  indexes = [
    for index in [
      { name = "by-day", key = "day", include = ["severityDay", "score", "state"] },
      { name = "by-severity", key = "severityDay", include = [] },
      { name = "by-scope", key = "scopeKey", include = [] },
      { name = "by-state", key = "stateDay", include = [] },
      ] : {
      name       = index.name
      hash_key   = { name = index.key }
      range_key  = { name = "lastSeenMs", type = "N" }
      projection = length(index.include) == 0 ? "KEYS_ONLY" : "INCLUDE"
      include    = index.include
    }
  ]
}

module "templates" {
  source = "../modules/dynamodb"

  name                = "${var.name_prefix}-templates"
  hash_key            = { name = "scope" }
  range_key           = { name = "id" }
  max_read_units      = var.table_limits.read_units
  max_write_units     = var.table_limits.write_units
  deletion_protection = !var.disposable
  kms_key_arn         = local.kms_key_arn
}
