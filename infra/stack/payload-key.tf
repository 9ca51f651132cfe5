# Raw records contain the secrets that the events do not, also those in quarantine and in batches that were given up on: under a key of their
# own, with readers of their own. Ingestion may encrypt, compaction read and write them again; beside those only the readers that are named.
module "payload_key" {
  source = "../modules/kms"

  name                 = "${var.name_prefix}-payloads"
  description          = "Encrypts the raw records of ${var.name_prefix}. Without it they are lost."
  deletion_window_days = var.disposable ? 7 : 30

  objects = {
    bucket_arns = [for name in [local.lake_name, local.failures_name] : "arn:${local.partition}:s3:::${name}"]
    writer_arns = [for name in local.payload_writers : "${local.role_prefix}${name}"]
    # Firehose reads the parts of its own uploads.
    reader_arns = concat([for name in concat(values(local.compact_names), local.raw_copy_names) : "${local.role_prefix}${name}"], var.archive.payload_readers)
  }
}

moved {
  from = module.payload_key[0]
  to   = module.payload_key
}

# Batches and deliveries that Lambda gave up on. Lambda itself puts them, and names no key: so a bucket whose own key is the raw records'.
module "failures" {
  source = "../modules/s3"

  name          = local.failures_name
  kms_key_arn   = local.payload_key_arn
  force_destroy = var.disposable
  require_tls   = var.emulator == "none"

  # The name is AWS's.
  prefixes = { "aws/lambda/" = { expire_after_days = var.event_retention_days } }
}

locals {
  failures_name   = "${var.name_prefix}-failures-${local.account_id}-${local.region}"
  role_prefix     = "arn:${local.partition}:iam::${local.account_id}:role/"
  raw_copy_names  = [for on in [var.raw_copy.enabled] : "${var.name_prefix}-raw-copy" if on]
  payload_writers = concat([local.function_names["ingest-stream"], local.function_names["dispatch-alert"]], values(local.subscription_names), values(local.cloudtrail_names), values(local.compact_names), local.raw_copy_names)

  payload_key_arn         = module.payload_key.key_arn
  payload_prefixes        = concat(["payloads/", "payloads-kept/", "quarantine/"], flatten([for name in local.raw_copy_names : ["raw/", "raw-errors/"]]))
  payload_keys            = { for prefix in local.payload_prefixes : prefix => local.payload_key_arn }
  payload_key_environment = { PAYLOAD_KEY_ARN = local.payload_key_arn }

  may_encrypt_payloads = {
    sid        = "EncryptPayloads"
    actions    = ["kms:GenerateDataKey"]
    resources  = [local.payload_key_arn]
    conditions = { StringEquals = { "kms:ViaService" = ["s3.${local.region}.amazonaws.com"] } }
  }

  may_reencrypt_payloads = {
    sid        = "ReadPayloadsAndEncryptThemAgain"
    actions    = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources  = [local.payload_key_arn]
    conditions = { StringEquals = { "kms:ViaService" = ["s3.${local.region}.amazonaws.com"] } }
  }
}
