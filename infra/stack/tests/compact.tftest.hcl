mock_provider "aws" {
  source = "../tests/mocks"
}

variables {
  name_prefix   = "bellwether"
  package_dir   = "tests/fixtures/functions"
  functions_dir = "tests/fixtures/functions"
}

run "compacts_closed_hours_and_keeps_payloads_nowhere" {
  assert {
    condition     = length(module.compact_archive) == 1 && length(local.may_store.archive.resources) == 2
    error_message = "Closed hours become Parquet, and no raw record is kept."
  }

  assert {
    condition     = !contains(local.may_compact.read_and_write.actions, "s3:DeleteObjectVersion")
    error_message = "What compaction removes can be restored."
  }
}

run "keeps_records_as_they_came" {
  command = plan

  variables {
    archive = { policy = "payload", payload_retention_days = 30 }
  }

  assert {
    condition     = local.further_prefixes["payloads-kept/"].expire_after_days == 30 && length(local.may_store.archive.resources) == 3
    error_message = "Raw records are written, and expire."
  }
}

run "gives_payloads_a_key_and_readers_of_their_own" {
  variables {
    archive = { policy = "payload", payload_readers = ["arn:aws:iam::123456789012:role/replay"] }
  }

  assert {
    condition     = toset(keys(local.payload_keys)) == toset(["payloads-kept/", "payloads/", "quarantine/"]) && local.payload_key_environment["PAYLOAD_KEY_ARN"] == local.payload_key_arn
    error_message = "The prefixes are closed to other keys, and the functions name this one."
  }

  assert {
    condition     = local.may_encrypt_payloads.actions == ["kms:GenerateDataKey"] && contains(local.may_reencrypt_payloads.actions, "kms:Decrypt")
    error_message = "Ingestion encrypts and cannot decrypt; compaction does both."
  }
}

run "keeps_what_failed_and_what_cannot_be_read_under_the_key_of_raw_records" {
  variables {
    raw_copy                = { enabled = true }
    subscription_log_groups = ["/app/payments"]
  }

  assert {
    condition     = toset(keys(local.payload_keys)) == toset(["payloads-kept/", "payloads/", "quarantine/", "raw/", "raw-errors/"])
    error_message = "Under either policy quarantine and the raw copy are closed to other keys."
  }

  assert {
    condition     = local.may_store.keep_failed_batches.resources == [module.failures.arn, "${module.failures.arn}/aws/lambda/*"] && contains(local.ingest_permissions, local.may_encrypt_payloads)
    error_message = "Lambda puts what it gave up on into the bucket of failures, in the name of roles that may encrypt there."
  }

  assert {
    condition     = length(setsubtract(["bellwether-ingest-stream", "bellwether-ingest-subscription", "bellwether-dispatch-alert", "bellwether-compact-archive", "bellwether-raw-copy"], local.payload_writers)) == 0
    error_message = "Who writes raw records may encrypt them."
  }
}

run "refuses_readers_that_nobody_named" {
  command = plan

  variables {
    archive = { policy = "payload", payload_readers = ["arn:aws:iam::123456789012:role/*"] }
  }

  expect_failures = [var.archive]
}

run "compacts_nothing_where_it_is_off" {
  command = plan

  variables {
    archive = { compact = false }
  }

  assert {
    condition     = length(module.compact_archive) == 0 && length(local.compact_names) == 0
    error_message = "Without compaction there is no function."
  }
}

run "refuses_what_is_no_policy" {
  command = plan

  variables {
    archive = { policy = "raw" }
  }

  expect_failures = [var.archive]
}

run "refuses_payloads_that_nobody_could_ask" {
  command = plan

  variables {
    archive = { policy = "payload", compact = false }
  }

  expect_failures = [var.archive]
}

run "refuses_raw_records_that_expire_before_they_are_compacted" {
  command = plan

  variables {
    archive = { policy = "payload", payload_retention_days = 2 }
  }

  expect_failures = [var.archive]
}

run "refuses_an_hour_that_never_closes" {
  command = plan

  variables {
    archive = { settle_minutes = 20000 }
  }

  expect_failures = [var.archive]
}

run "refuses_a_class_that_is_not_there" {
  command = plan
  variables { redact = "ip,-emails" }
  expect_failures = [var.redact]
}

run "takes_out_what_is_asked_and_leaves_a_trail_in_its_bucket" {
  command = plan

  variables {
    redact  = "ip -email"
    archive = { trail_events = false }
  }

  assert {
    condition     = local.ingest_environment.REDACT == "ip -email"
    error_message = "What is taken out is handed to the functions as it was written."
  }
}
