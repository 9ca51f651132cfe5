mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name = "a-lake"
  prefixes = {
    "events/"     = { infrequent_access_after_days = 30, expire_after_days = 400 }
    "quarantine/" = { expire_after_days = 400 }
  }
}

run "closes_encrypts_versions_and_expires" {
  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls, aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls, aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    error_message = "All four ways to the public are blocked."
  }

  assert {
    condition     = one([for s in jsondecode(aws_s3_bucket_policy.this[0].policy).Statement : s.Effect if s.Condition.Bool["aws:SecureTransport"] == "false"]) == "Deny"
    error_message = "Plain HTTP is denied."
  }

  assert {
    condition     = aws_s3_bucket_ownership_controls.this.rule[0].object_ownership == "BucketOwnerEnforced" && aws_s3_bucket.this.force_destroy == false
    error_message = "The bucket's owner owns every object, and destroy refuses a full bucket."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "Without a key of its own the bucket is encrypted with SSE-S3."
  }

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "Versioning is on."
  }

  assert {
    condition     = toset(aws_s3_bucket_lifecycle_configuration.this.rule[*].id) == toset(["keep-events", "keep-quarantine", "drop-unfinished-uploads"])
    error_message = "There is a rule for each prefix, and one for unfinished uploads."
  }
}

run "uses_the_key_given" {
  variables { kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1" }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "aws:kms" && one(aws_s3_bucket_server_side_encryption_configuration.this.rule).bucket_key_enabled
    error_message = "A key given means SSE-KMS with a bucket key."
  }
}

run "refuses_other_keys_where_a_prefix_has_its_own" {
  variables {
    require_tls = false
    own_keys    = { "payloads/" = "arn:aws:kms:eu-central-1:123456789012:key/2" }
  }

  assert {
    condition = one(jsondecode(aws_s3_bucket_policy.this[0].policy).Statement) == {
      Sid       = "RefuseOtherKeysPayloads"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:PutObject"
      Resource  = ["${aws_s3_bucket.this.arn}/payloads/*"]
      Condition = { StringNotEquals = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = "arn:aws:kms:eu-central-1:123456789012:key/2" } }
    }
    error_message = "A put under the prefix that names another key, or none, is denied."
  }
}

run "refuses_a_prefix_that_is_no_folder" {
  command = plan
  variables { own_keys = { "payloads" = "arn:aws:kms:eu-central-1:123456789012:key/2" } }
  expect_failures = [var.own_keys]
}

run "refuses_what_would_break" {
  command = plan

  variables {
    name        = "a.lake"     # a name with a dot
    kms_key_arn = "alias/mine" # a key that is no arn
    # a prefix without a slash
    prefixes        = { "events" = {} }
    noncurrent_days = 0 # to keep old versions for no time
  }

  expect_failures = [var.name, var.kms_key_arn, var.prefixes, var.noncurrent_days]
}

run "refuses_infrequent_access_after_a_week" {
  command = plan

  variables {
    # infrequent access after a week
    prefixes = { "events/" = { infrequent_access_after_days = 7 } }
  }

  expect_failures = [var.prefixes]
}

run "refuses_expiry_before_infrequent_access" {
  command = plan

  variables {
    # expiry before infrequent access
    prefixes = { "events/" = { infrequent_access_after_days = 60, expire_after_days = 60 } }
  }

  expect_failures = [var.prefixes]
}

run "lets_in_its_trail_alone_and_tells_the_queue" {
  variables {
    trail        = { arn = "arn:aws:cloudtrail:eu-central-1:123456789012:trail/audit" }
    notification = { queue_arn = "arn:aws:sqs:eu-central-1:123456789012:audit", prefix = "AWSLogs/", suffix = ".json.gz" }
    prefixes     = { "AWSLogs/" = { infrequent_access_after_days = 30, glacier_after_days = 90, deep_archive_after_days = 365, expire_after_days = 2557 } }
    require_tls  = false
  }

  assert {
    condition = { for s in jsondecode(aws_s3_bucket_policy.this[0].policy).Statement : s.Action => s.Condition.StringEquals } == {
      "s3:GetBucketAcl" = { "aws:SourceArn" = "arn:aws:cloudtrail:eu-central-1:123456789012:trail/audit", "aws:SourceAccount" = "123456789012" }
      "s3:PutObject"    = { "aws:SourceArn" = "arn:aws:cloudtrail:eu-central-1:123456789012:trail/audit", "aws:SourceAccount" = "123456789012", "s3:x-amz-acl" = "bucket-owner-full-control" }
    }
    error_message = "CloudTrail checks and writes for this trail of this account alone, and gives each object away."
  }

  assert {
    condition     = jsondecode(aws_s3_bucket_policy.this[0].policy).Statement[1].Resource == "arn:aws:s3:::lake/AWSLogs/123456789012/*"
    error_message = "CloudTrail writes under its own prefix."
  }

  assert {
    condition     = aws_s3_bucket_notification.this[0].queue[0].filter_prefix == "AWSLogs/" && aws_s3_bucket_notification.this[0].queue[0].events == toset(["s3:ObjectCreated:*"])
    error_message = "The queue is notified of new files under AWSLogs/."
  }

  assert {
    condition     = one([for rule in aws_s3_bucket_lifecycle_configuration.this.rule : toset(rule.transition[*].storage_class) if rule.id == "keep-AWSLogs"]) == toset(["STANDARD_IA", "GLACIER", "DEEP_ARCHIVE"])
    error_message = "Objects grow colder as they age."
  }
}

run "refuses_two_moves_in_a_week" {
  command = plan
  variables { prefixes = { "events/" = { infrequent_access_after_days = 30, glacier_after_days = 37 } } }
  expect_failures = [var.prefixes]
}

run "refuses_every_trail_and_every_object" {
  command = plan

  variables {
    trail        = { arn = "arn:aws:cloudtrail:eu-central-1:123456789012:trail/*" }
    notification = { queue_arn = "arn:aws:sqs:eu-central-1:123456789012:audit", prefix = "" }
  }

  expect_failures = [var.trail, var.notification]
}
