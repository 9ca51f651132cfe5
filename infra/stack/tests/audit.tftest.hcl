mock_provider "aws" {
  source = "../tests/mocks"
}

variables {
  name_prefix   = "bellwether"
  package_dir   = "tests/fixtures/functions"
  functions_dir = "tests/fixtures/functions"
}

run "has_no_trail_copy_or_sender_unasked" {
  command = plan

  assert {
    condition     = length(module.trail) == 0 && length(module.audit_bucket) == 0 && length(module.raw_copy) == 0 && output.log_destination_arn == null
    error_message = "What is billed, or opens the account, is off unless asked for."
  }

  assert {
    condition     = length(module.catalog) == 1 && contains(keys(local.further_prefixes), "athena-results/")
    error_message = "The table costs nothing until it is asked: it is on, and its answers expire."
  }
}

run "watches_the_trails_log_group_with_everything_on" {
  variables {
    audit       = { enabled = true, data_events = true }
    raw_copy    = { enabled = true }
    settings    = { mutes = [{ rule = "a-rule", until = "2030-01-31T00:00:00Z", reason = "Penetration test of January." }] }
    log_senders = { organization_id = "o-a1b2c3d4e5" }
  }

  assert {
    condition     = contains(local.watched_log_groups, "/aws/cloudtrail/bellwether") && output.audit_queue == null
    error_message = "The trail's log group is watched, and no queue is notified besides."
  }

  assert {
    condition     = output.audit_bucket != null && output.log_destination_arn != null && output.athena_workgroup == "bellwether" && output.settings_parameters["mutes"] == "/bellwether/alerts/mutes"
    error_message = "The outputs name what was asked for."
  }

  assert {
    condition     = contains(local.own_log_group_prefixes, "/aws/kinesisfirehose/bellwether-") && alltrue([for prefix in ["raw/", "raw-errors/", "athena-results/"] : contains(keys(local.further_prefixes), prefix)])
    error_message = "The raw copy's own log group can't be watched, and its objects expire."
  }
}

run "tells_a_queue_of_the_trails_files" {
  variables { audit = { enabled = true, watch = false, notify_queue = true, retention_days = 60 } }

  assert {
    condition     = output.audit_queue == "bellwether-audit-objects" && length(local.watched_log_groups) == 0
    error_message = "The queue is notified, and no log group is watched besides."
  }

  assert {
    condition     = local.audit_ages.infrequent_access_after_days == null && local.audit_ages.glacier_after_days == null && local.audit_ages.expire_after_days == 60
    error_message = "Files that expire before they would move don't move."
  }
}

run "leaves_out_what_the_free_localstack_lacks" {
  command = plan

  variables {
    emulator = "localstack"
    audit    = { enabled = true }
  }

  assert {
    condition     = length(module.trail) == 0 && length(module.catalog) == 0
    error_message = "The free LocalStack knows no trails, no Glue and no Athena."
  }
}

run "refuses_what_would_break" {
  command = plan

  variables {
    audit       = { watch = true, notify_queue = true } # to read every event twice
    settings    = { mute = [] }                         # a misspelt document
    raw_copy    = { retention_days = 0 }                # a copy that is kept for no time
    catalog     = { most_scanned_bytes = 1024 }         # a limit that Athena refuses
    log_senders = {}                                    # a destination for nobody
  }

  expect_failures = [var.audit, var.settings, var.raw_copy, var.catalog, var.log_senders]
}

run "refuses_to_keep_the_trail_for_a_month" {
  command = plan
  variables { audit = { retention_days = 30 } }
  expect_failures = [var.audit]
}

run "refuses_to_watch_its_own_copys_log_group" {
  command = plan
  variables { watched_log_groups = ["/aws/kinesisfirehose/bellwether-raw-copy"] }
  expect_failures = [var.watched_log_groups]
}
