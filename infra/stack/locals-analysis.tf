# What the analysis keeps, and what its functions may do.
module "analyses" {
  source = "../modules/dynamodb"
  count  = var.reports.analysis.enabled ? 1 : 0

  name                   = "${var.name_prefix}-analyses"
  hash_key               = { name = "pk" }
  range_key              = { name = "sk" }
  max_read_units         = var.table_limits.read_units
  max_write_units        = var.table_limits.write_units
  point_in_time_recovery = false # It says where facts lie; they are collected anew from the archive.
  deletion_protection    = !var.disposable
  kms_key_arn            = local.kms_key_arn
}

locals {
  analysis_names        = { for name in ["plan-windows", "analyze-window", "summarize-analysis"] : name => "${var.name_prefix}-${name}" if var.reports.analysis.enabled }
  analysis_machine_name = "${var.name_prefix}-analyze-logs"

  analysis_archive = { for name, value in local.archive_environment : name => value if name != "ARCHIVE_REGION" }
  analysis_model = merge([for model in var.reports.analysis.model[*] : merge({
    MODEL_ID         = model.id
    MODEL_INPUT_USD  = tostring(model.input_usd)
    MODEL_OUTPUT_USD = tostring(model.output_usd)
    MODEL_REPORT_USD = tostring(model.report_usd)
    MODEL_DAY_USD    = tostring(model.day_usd)
  }, { for id in model.base_id[*] : "MODEL_BASE_ID" => id })]...)

  # A profile of a region asks the model in any region that it spans, and counting takes the model itself.
  model_ids = [for model in var.reports.analysis.model[*] : coalesce(model.base_id, replace(model.id, "/^(us|eu|apac|au|jp|ca|sa|me|af|us-gov|global)\\./", ""))]

  may_ask_model = [for id in local.model_ids : {
    sid     = "AskTheModel"
    actions = ["bedrock:InvokeModel", "bedrock:CountTokens"]
    resources = [
      "arn:${local.partition}:bedrock:${local.arn_in_account}:inference-profile/${var.reports.analysis.model.id}",
      "arn:${local.partition}:bedrock:*::foundation-model/${id}",
    ]
  }]

  # Athena reads the catalog and the lake, and writes its result, in the name of whoever asks.
  may_read_archive = [
    {
      sid     = "ReadCatalog"
      actions = ["glue:GetDatabase", "glue:GetTable"]
      resources = [
        "arn:${local.partition}:glue:${local.arn_in_account}:catalog",
        "arn:${local.partition}:glue:${local.arn_in_account}:database/${replace(var.name_prefix, "-", "_")}",
        "arn:${local.partition}:glue:${local.arn_in_account}:table/${replace(var.name_prefix, "-", "_")}/*",
      ]
    },
    {
      sid       = "ReadLake"
      actions   = ["s3:GetObject"]
      resources = [for prefix in ["events", "events-parquet"] : "${module.lake.arn}/${prefix}/*"]
    },
    {
      sid       = "KeepAnswers"
      actions   = ["s3:GetObject", "s3:PutObject"]
      resources = ["${module.lake.arn}/athena-results/*"]
    },
    {
      sid       = "FindLake"
      actions   = ["s3:GetBucketLocation", "s3:ListBucket"]
      resources = [module.lake.arn]
    },
  ]

  may_analyze = {
    ask_archive = {
      sid       = "AskArchive"
      actions   = ["athena:StartQueryExecution", "athena:GetQueryExecution", "athena:GetQueryResults", "athena:StopQueryExecution"]
      resources = ["arn:${local.partition}:athena:${local.arn_in_account}:workgroup/${var.name_prefix}"]
    }
    keep_documents = {
      sid       = "KeepDocuments"
      actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
      resources = [for prefix in ["analyses", "reports"] : "${module.lake.arn}/${prefix}/*"]
    }
    # Without it an object that is not there looks like one that is forbidden.
    list_lake = {
      sid       = "ListLake"
      actions   = ["s3:ListBucket"]
      resources = [module.lake.arn]
    }
    keep_windows = {
      sid       = "KeepWindows"
      actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
      resources = [for table in module.analyses : table.arn]
    }
    summarize = {
      sid       = "KeepRuns"
      actions   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"]
      resources = [for table in module.analyses : table.arn]
    }
    find_findings = {
      sid       = "ReadFindings"
      actions   = ["dynamodb:GetItem", "dynamodb:Query"]
      resources = [module.findings.arn, "${module.findings.arn}/index/*"]
    }
  }
}
