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
    condition     = length(module.compact_archive) == 1 && length(local.may_store.archive.resources) == 2 && length(module.payload_key) == 0
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
    condition     = toset(keys(local.payload_keys)) == toset(["payloads-kept/", "payloads/"]) && local.payload_key_environment["PAYLOAD_KEY_ARN"] == local.payload_key_arn
    error_message = "Both prefixes are closed to other keys, and the functions name this one."
  }

  assert {
    condition     = one(local.may_encrypt_payloads).actions == ["kms:GenerateDataKey"] && contains(one(local.may_reencrypt_payloads).actions, "kms:Decrypt")
    error_message = "Ingestion encrypts and cannot decrypt; compaction does both."
  }
}

run "keeps_the_key_when_the_policy_is_changed_back" {
  command = plan

  variables {
    archive = { keep_payload_key = true }
  }

  assert {
    condition     = length(module.payload_key) == 1
    error_message = "What was kept can be read until it expires."
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
