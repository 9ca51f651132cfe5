# The files of a trail, with a notice per file on a queue: the deployment's own trail, or one that the account has already. Off without either.
module "ingest_cloudtrail" {
  source = "../modules/lambda-function"
  count  = length(local.cloudtrail_sources)

  name          = local.cloudtrail_names["ingest-cloudtrail"]
  description   = "Reads a trail's files as streams, files their events in the lake, counts them and raises findings."
  package_path  = "${var.package_dir}/ingest-cloudtrail/dist/ingest-cloudtrail.zip"
  contract_path = "${var.functions_dir}/ingest-cloudtrail/env.contract.json"

  # Where the lake keeps no events of a trail, known records are counted without being made into events.
  environment       = merge(local.ingest_environment, { ARCHIVE_POLICY = var.archive.trail_events ? "redacted" : "payload" })
  policy_statements = concat(local.ingest_permissions, local.may_read_trails[count.index])

  # The longest a file of 50 MB took is far below; the queue hides a message six times as long.
  compute                  = merge(local.compute, { memory_mb = 1024, timeout_seconds = 300 })
  tracing                  = local.tracing
  log_level                = var.log_level
  log_retention_days       = var.log_retention_days
  kms_key_arn              = local.kms_key_arn
  permissions_boundary_arn = local.permissions_boundary_arn
}

resource "aws_lambda_event_source_mapping" "cloudtrail" {
  count = length(local.cloudtrail_sources)

  event_source_arn = local.cloudtrail_sources[count.index].queue_arn
  function_name    = module.ingest_cloudtrail[count.index].arn
  batch_size       = 10

  # Without it one file that fails would send the nine others of its batch through again.
  function_response_types = ["ReportBatchItemFailures"]

  # A backlog of a day must not take all of the account's concurrency.
  scaling_config {
    maximum_concurrency = 10
  }
}

locals {
  # A trail that is named goes before the deployment's own, which may then only be kept.
  cloudtrail_sources = concat(
    var.cloudtrail_source[*],
    [for queue in module.audit_objects : {
      queue_arn  = queue.arn
      bucket_arn = "arn:${local.partition}:s3:::${local.audit_bucket_name}"
      key_arn    = null # The deployment's own, which the function may use already.
      dataset    = "cloudtrail"
    } if var.cloudtrail_source == null],
  )

  cloudtrail_names = { for name in ["ingest-cloudtrail"] : name => "${var.name_prefix}-${name}" if length(local.cloudtrail_sources) > 0 }

  may_read_trails = [for source in local.cloudtrail_sources : concat(
    [
      {
        sid       = "ReceiveNotices"
        actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        resources = [source.queue_arn]
      },
      {
        sid       = "ReadTrailFiles"
        actions   = ["s3:GetObject", "s3:GetObjectVersion"]
        resources = ["${source.bucket_arn}/*"]
      },
      {
        # Without it S3 answers that a file that is gone was forbidden, and its message would come again and again.
        sid       = "DistinguishGoneFromForbidden"
        actions   = ["s3:ListBucket"]
        resources = [source.bucket_arn]
      },
    ],
    [for key_arn in source.key_arn[*] : {
      sid        = "DecryptTrailFiles"
      actions    = ["kms:Decrypt"]
      resources  = [key_arn]
      conditions = { StringEquals = { "kms:ViaService" = ["s3.${local.region}.amazonaws.com"] } }
    }],
  )]
}
