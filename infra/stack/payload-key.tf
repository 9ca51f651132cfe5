# Raw records hold secrets that the events do not: under a key of their own, with readers of their own. Ingestion may
# encrypt, compaction read and write them again; beside those only the readers that are named.
module "payload_key" {
  source = "../modules/kms"
  count  = local.has_payload_key ? 1 : 0

  name                 = "${var.name_prefix}-payloads"
  description          = "Encrypts the raw records in the lake of ${var.name_prefix}. Without it they are lost."
  deletion_window_days = var.disposable ? 7 : 30

  objects = {
    bucket_arn  = "arn:${local.partition}:s3:::${local.lake_name}"
    writer_arns = [for name in concat([local.function_names["ingest-stream"]], values(local.subscription_names), values(local.compact_names)) : "${local.role_prefix}${name}"]
    reader_arns = concat([for name in values(local.compact_names) : "${local.role_prefix}${name}"], var.archive.payload_readers)
  }
}

locals {
  # Kept when the policy is changed back, until the last payload has expired, for as long as keep_payload_key says so.
  has_payload_key = var.archive.policy == "payload" || var.archive.keep_payload_key
  role_prefix     = "arn:${local.partition}:iam::${local.account_id}:role/"

  payload_key_arn         = one(module.payload_key[*].key_arn)
  payload_keys            = { for prefix in ["payloads/", "payloads-kept/"] : prefix => local.payload_key_arn if local.has_payload_key }
  payload_key_environment = { for name in ["PAYLOAD_KEY_ARN"] : name => local.payload_key_arn if local.has_payload_key }

  may_encrypt_payloads = [for on in [local.has_payload_key] : {
    sid        = "EncryptPayloads"
    actions    = ["kms:GenerateDataKey"]
    resources  = [local.payload_key_arn]
    conditions = { StringEquals = { "kms:ViaService" = ["s3.${local.region}.amazonaws.com"] } }
  } if on]

  may_reencrypt_payloads = [for on in [local.has_payload_key] : {
    sid        = "ReadPayloadsAndEncryptThemAgain"
    actions    = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources  = [local.payload_key_arn]
    conditions = { StringEquals = { "kms:ViaService" = ["s3.${local.region}.amazonaws.com"] } }
  } if on]
}
