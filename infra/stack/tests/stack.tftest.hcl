mock_provider "aws" {
  source = "../tests/mocks"
}

variables {
  name_prefix   = "bellwether"
  package_dir   = "tests/fixtures/functions"
  functions_dir = "tests/fixtures/functions"
}

run "makes_one_key_and_names_everything_after_its_prefix" {
  assert {
    condition     = length(module.key) == 1 && local.kms_key_arn == "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
    error_message = "Without a key given, one is made."
  }

  assert {
    condition     = output.lake_bucket != null && output.function_names["ingest-stream"] == "bellwether-ingest-stream"
    error_message = "Functions are named after the prefix."
  }

  assert {
    condition     = length(module.observation.alarm_names) + 6 == 32
    error_message = "The alarms are those that docs/deploy.md and scripts/generate/cost.ts price, with the two of dispatch.tf, the two of alarms-given-up.tf and the two of compact.tf: ${length(module.observation.alarm_names) + 6} now."
  }

  assert {
    condition     = { for name, alarm in aws_cloudwatch_metric_alarm.given_up : name => { for q in alarm.metric_query : q.id => "${one(q.metric).metric_name} ${join(",", keys(one(q.metric).dimensions))}" if length(q.metric) > 0 } } == { for name in ["ingest-stream", "dispatch-alert"] : name => { kept = "OnFailureDestinationDeliveredEventCount EventSourceMappingUUID", lost = "DroppedEventCount EventSourceMappingUUID" } }
    error_message = "What is given up on of the stream and of the findings' changes raises an alarm, whether it is kept or lost."
  }

  assert {
    condition     = module.lake.arn == "arn:aws:s3:::lake" && output.stream_name == "bellwether-logs" && output.counts_table == "bellwether-counts" && output.findings_table == "bellwether-findings" && output.templates_table == "bellwether-templates"
    error_message = "The outputs name the stores."
  }
}

run "can_not_act_in_dry_run_mode_even_for_allowed_playbooks" {
  command = plan

  variables { allowed_playbooks = ["restart-trail-logging", "isolate-network-interface"] }

  assert {
    condition     = length(local.acting_permissions) == 0
    error_message = "In dry-run mode the role that executes holds nothing it could act with."
  }
}

run "may_act_for_the_allowed_playbook_alone" {
  command = plan

  variables {
    remediation_mode  = "apply"
    allowed_playbooks = ["restart-trail-logging"]
    playbook_settings = { TRAIL_NAME = "main", ISOLATION_SECURITY_GROUP_ID = "sg-0123456789abcdef0" }
  }

  assert {
    condition     = local.acting_permissions[*].sid == ["LookAtTrails", "StartTrails"]
    error_message = "A role that may restart trails can't isolate instances."
  }

  assert {
    condition     = local.acting_permissions[1].resources == ["arn:aws:cloudtrail:*:123456789012:trail/main"]
    error_message = "The role names the one trail that it may start."
  }

  assert {
    condition     = local.playbook_isolate_network_interface.act[1].resources == ["arn:aws:ec2:eu-central-1:123456789012:security-group/sg-0123456789abcdef0"]
    error_message = "Of all groups the role may set the isolation group alone."
  }

  assert {
    condition     = local.playbook_isolate_network_interface.act[0].conditions == { StringEquals = { "aws:ResourceTag/bellwether-isolation" = ["allowed"] } }
    error_message = "It may isolate interfaces with the tag, and no others."
  }
}

run "plans_and_verifies_with_what_every_playbook_looks_at" {
  command = plan

  variables { playbook_settings = { ISOLATION_SECURITY_GROUP_ID = "sg-0123456789abcdef0" } }

  assert {
    condition = sort(flatten(values(local.playbook_look))[*].sid) == sort([
      "FindLogGroups", "LookAtAccessKeys", "LookAtBucketGuards", "LookAtDetectors", "LookAtFunctions", "LookAtInstances", "LookAtInterfaces", "LookAtKeys",
      "LookAtRecorders", "LookAtSecurityGroups", "LookAtTableRecovery", "LookAtTagsOfLogGroups", "LookAtTrails", "LookAtUsers",
      ]) && sort(flatten(values(local.playbook_act))[*].sid) == sort([
      "BlockPublicAccess", "CancelKeyDeletion", "DeactivateAccessKeys", "DenyUsers", "EnableDetectors", "EnableTableRecovery", "IsolateInterfaces",
      "KeepLogEvents", "RevokeOpenIngress", "SetIsolationGroup", "StartRecorders", "StartTrails", "StopInstances", "ThrottleFunctions",
    ])
    error_message = "The statements are those of the playbooks."
  }

  assert {
    condition     = local.playbook_settings.ISOLATION_SECURITY_GROUP_ID == "sg-0123456789abcdef0"
    error_message = "A setting by the name of its variable reaches the functions."
  }
}

run "follows_the_stream_the_key_and_the_emulator_it_is_given" {
  command = plan

  variables {
    stream      = { retention_hours = 24 }
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1"
    emulator    = "moto"
  }

  assert {
    condition     = local.maximum_record_age_seconds == 12 * 3600
    error_message = "A record is given up on at half its life in the stream, before the stream forgets it."
  }

  assert {
    condition     = length(module.key) == 0 && local.kms_key_arn == "arn:aws:kms:eu-central-1:123456789012:key/1"
    error_message = "A key given is used, and none is made."
  }

  assert {
    condition     = local.tracing == false
    error_message = "An emulator is not traced."
  }
}

run "watches_the_whole_account_but_every_group_of_its_own" {
  command = plan

  variables {
    watch_account            = { excluded_log_groups = ["/app/chatty"] }
    subscription_log_groups  = ["/app/web"]
    native_anomaly_detection = true
  }

  assert {
    condition     = length(setsubtract([for name in values(output.function_names) : "/aws/lambda/${name}"], local.watch_account.own_log_groups)) == 0 && contains(local.watch_account.own_log_groups, "/aws/vendedlogs/states/bellwether-remediate-finding")
    error_message = "Every function's log group and the machine's is left out by its whole name."
  }

  assert {
    condition     = tolist(local.watch_account.excluded_log_groups) == tolist(["/app/chatty", "/app/web"]) && length(local.watched_log_groups) == 0
    error_message = "What goes straight to a function does not come by the stream as well."
  }
}

run "has_aws_look_at_what_is_watched_by_name" {
  command = plan

  variables {
    watched_log_groups       = ["/app/payments"]
    native_anomaly_detection = true
  }

  assert {
    condition     = local.anomaly_detection.log_groups == toset(["/app/payments"]) && local.anomaly_detection.log_group_arn_prefix == "arn:aws:logs:eu-central-1:123456789012:log-group:"
    error_message = "Each watched group has a detector."
  }
}

run "keeps_reports_in_a_bucket_of_their_own_where_asked" {
  command = plan
  variables { reports = { enabled = true } }

  assert {
    condition     = length(module.reports) == 1 && local.audit_ages.glacier_after_days == 365
    error_message = "The bucket stands, and the trail's files grow cold as they did."
  }
}
