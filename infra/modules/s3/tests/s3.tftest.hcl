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
