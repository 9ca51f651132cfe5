# Every permission a function can be given, by what it is for; those of playbooks are in playbooks.tf. The functions' files pick
# from these by name, so that what a function may do reads like what its code asks of the world.
locals {
  arn_in_account = "${local.region}:${local.account_id}"

  # Two maps, not one: a single one would make every function wait for all that any function uses.
  may = {
    read_stream = {
      sid       = "ReadStream"
      actions   = ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:ListShards"]
      resources = [module.stream.arn]
    }
    start_remediation = {
      sid       = "StartRemediation"
      actions   = ["states:StartExecution"]
      resources = [module.remediation.arn]
    }
  }

  may_store = {
    archive = {
      sid     = "Archive"
      actions = ["s3:PutObject"]
      resources = concat(
        ["${module.lake.arn}/events/*", "${module.lake.arn}/quarantine/*"],
        [for prefix in ["payloads"] : "${module.lake.arn}/${prefix}/*" if var.archive.policy == "payload"],
      )
    }
    # For Lambda's own poller, which writes a batch it gave up on in the function's name.
    keep_failed_batches = {
      sid       = "KeepFailedBatches"
      actions   = ["s3:PutObject", "s3:ListBucket"]
      resources = [module.failures.arn, "${module.failures.arn}/aws/lambda/*"]
    }
    add_counts = {
      sid       = "AddCounts"
      actions   = ["dynamodb:UpdateItem", "dynamodb:PutItem", "dynamodb:Query"]
      resources = [module.counts.arn]
    }
    read_counts = {
      sid       = "ReadCounts"
      actions   = ["dynamodb:Query"]
      resources = [module.counts.arn]
    }
    # Notes of windows to judge again, which no other item of the table is.
    forget_late_windows = {
      sid        = "ForgetLateWindows"
      actions    = ["dynamodb:BatchWriteItem"]
      resources  = [module.counts.arn]
      conditions = { "ForAllValues:StringLike" = { "dynamodb:LeadingKeys" = ["late*"] } }
    }
    # Locks and rates of remediation, and no counts.
    reserve_remediation = {
      sid        = "ReserveRemediation"
      actions    = ["dynamodb:GetItem", "dynamodb:UpdateItem"]
      resources  = [module.counts.arn]
      conditions = { "ForAllValues:StringLike" = { "dynamodb:LeadingKeys" = ["remediation#*"] } }
    }
    release_remediation = {
      sid        = "ReleaseRemediation"
      actions    = ["dynamodb:UpdateItem"]
      resources  = [module.counts.arn]
      conditions = { "ForAllValues:StringLike" = { "dynamodb:LeadingKeys" = ["remediation#*"] } }
    }
    read_backlogs = {
      sid        = "ReadBacklogs"
      actions    = ["dynamodb:Query"]
      resources  = [module.counts.arn]
      conditions = { "ForAllValues:StringLike" = { "dynamodb:LeadingKeys" = ["late*"] } }
    }
    raise_findings = {
      sid       = "RaiseFindings"
      actions   = ["dynamodb:UpdateItem", "dynamodb:PutItem"]
      resources = [module.findings.arn]
    }
    look_up_findings = {
      sid       = "LookUpFindings"
      actions   = ["dynamodb:GetItem"]
      resources = [module.findings.arn]
    }
    # For the sweep on the clock alone; what ingests looks findings up by id.
    find_findings = {
      sid       = "FindFindings"
      actions   = ["dynamodb:Query"]
      resources = ["${module.findings.arn}/index/by-day"]
    }
    note_progress = {
      sid       = "NoteProgress"
      actions   = ["dynamodb:GetItem", "dynamodb:UpdateItem"]
      resources = [module.findings.arn]
    }
    learn_templates = {
      sid       = "LearnTemplates"
      actions   = ["dynamodb:Query", "dynamodb:PutItem"]
      resources = [module.templates.arn]
    }
  }
}
