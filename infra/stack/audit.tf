# What the account did: a trail of every region into a bucket of its own, with a notice per file on ingest-cloudtrail's queue, or
# written to a log group that is watched like any other.
module "audit_bucket" {
  source = "../modules/s3"
  count  = local.has_trail ? 1 : 0

  name          = local.audit_bucket_name
  kms_key_arn   = local.kms_key_arn
  force_destroy = var.disposable
  # Emulators are reached by plain HTTP.
  require_tls = var.emulator == "none"

  prefixes     = { "AWSLogs/" = local.audit_ages }
  trail        = { arn = local.trail_arn }
  notification = var.audit.notify_queue ? { queue_arn = module.audit_objects[0].arn, prefix = "AWSLogs/", suffix = ".json.gz" } : null
}

module "trail" {
  source = "../modules/cloudtrail"
  count  = local.has_trail ? 1 : 0

  name        = var.name_prefix
  bucket_name = module.audit_bucket[0].name
  kms_key_arn = local.kms_key_arn
  log_group   = var.audit.watch ? { name = local.trail_log_group, retention_days = var.log_retention_days } : null
  # Named by their names: their ARNs would make the trail wait for the lake.
  data_events = !var.audit.data_events ? null : {
    excluded_bucket_arns = [for name in [local.audit_bucket_name, local.lake_name] : "arn:${local.partition}:s3:::${name}"]
  }
  permissions_boundary_arn = local.permissions_boundary_arn
}

# Files of the trail, each until ingest-cloudtrail has read it.
module "audit_objects" {
  source = "../modules/queue"
  count  = local.has_trail && var.audit.notify_queue ? 1 : 0

  name                       = "${var.name_prefix}-audit-objects"
  visibility_timeout_seconds = 6 * 300 # Six times the longest a reader may take, as Lambda asks for.
  senders                    = { auditBucket = { service = "s3.amazonaws.com", source_arn = "arn:${local.partition}:s3:::${local.audit_bucket_name}" } }
  redrive                    = { queue_arn = module.failed_events.arn }
}

locals {
  # The free LocalStack knows no trails.
  has_trail = var.audit.enabled && var.emulator != "localstack"

  audit_bucket_name = "${var.name_prefix}-audit-${local.account_id}-${local.region}"
  trail_arn         = "arn:${local.partition}:cloudtrail:${local.arn_in_account}:trail/${var.name_prefix}"
  trail_log_group   = "/aws/cloudtrail/${var.name_prefix}"

  # Colder by steps that CloudTrail's small files are worth; what expires before a step never takes it.
  audit_ages = merge(
    { for step, days in var.cold_storage.audit : step => days == null ? null : var.audit.retention_days > days ? days : null },
    { expire_after_days = var.audit.retention_days },
  )
}
