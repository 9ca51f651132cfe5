mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name      = "findings"
  hash_key  = { name = "id" }
  range_key = null
  indexes   = [{ name = "by-day", hash_key = { name = "day" }, range_key = { name = "lastSeenMs", type = "N" } }]
}

run "keeps_and_expires_items" {
  assert {
    condition     = aws_dynamodb_table.this.billing_mode == "PAY_PER_REQUEST" && aws_dynamodb_table.this.point_in_time_recovery[0].enabled && aws_dynamodb_table.this.deletion_protection_enabled
    error_message = "The table is on demand, can be restored and can't be deleted by accident."
  }

  assert {
    condition     = aws_dynamodb_table.this.ttl[0].attribute_name == "ttl" && aws_dynamodb_table.this.ttl[0].enabled
    error_message = "Items expire by their attribute ttl."
  }

  assert {
    condition     = { for a in aws_dynamodb_table.this.attribute : a.name => a.type } == { id = "S", day = "S", lastSeenMs = "N" }
    error_message = "The keys of table and index are declared, each once."
  }

  assert {
    condition     = one(aws_dynamodb_table.this.global_secondary_index).range_key == "lastSeenMs" && length(aws_dynamodb_table.this.on_demand_throughput) == 0
    error_message = "The index sorts by lastSeenMs, and without limits there is no ceiling."
  }
}

run "holds_in_an_index_what_is_named" {
  variables {
    indexes = [
      { name = "keys", hash_key = { name = "x" }, projection = "KEYS_ONLY" },
      { name = "more", hash_key = { name = "x" }, projection = "INCLUDE", include = ["note"] },
    ]
  }

  assert {
    condition     = { for i in aws_dynamodb_table.this.global_secondary_index : i.name => join(",", coalesce(i.non_key_attributes, [])) } == { keys = "", more = "note" }
    error_message = "An index holds the attributes that are named, beside the keys."
  }
}

run "caps_the_cost_and_uses_the_key_given" {
  variables {
    max_write_units = 1000
    kms_key_arn     = "arn:aws:kms:eu-central-1:123456789012:key/1"
  }

  assert {
    condition     = aws_dynamodb_table.this.on_demand_throughput[0].max_write_request_units == 1000 && aws_dynamodb_table.this.on_demand_throughput[0].max_read_request_units == -1
    error_message = "Writes have the ceiling given, reads have none."
  }

  assert {
    condition     = aws_dynamodb_table.this.server_side_encryption[0].enabled && aws_dynamodb_table.this.server_side_encryption[0].kms_key_arn == "arn:aws:kms:eu-central-1:123456789012:key/1"
    error_message = "The table is encrypted with the key given."
  }
}

run "shows_changes_only_when_asked" {
  assert {
    condition     = aws_dynamodb_table.this.stream_enabled == false && output.stream_arn == null
    error_message = "A stream that nobody reads is not made."
  }
}

run "shows_what_an_item_was_and_is" {
  variables { stream = true }

  assert {
    condition     = aws_dynamodb_table.this.stream_view_type == "NEW_AND_OLD_IMAGES" && output.stream_arn != null
    error_message = "Readers of changes see both images."
  }
}

run "refuses_what_would_break" {
  command = plan

  variables {
    name = "ab" # a name of two letters
    # a hash key of an unknown type
    hash_key = { name = "id", type = "BOOL" }
    # a range key of an unknown type
    range_key = { name = "sk", type = "MAP" }
    # two indexes of one name
    indexes         = [{ name = "a", hash_key = { name = "x" } }, { name = "a", hash_key = { name = "y" } }]
    max_read_units  = 0            # a ceiling of no reads
    max_write_units = 0            # a ceiling of no writes
    kms_key_arn     = "alias/mine" # a key that is no arn
  }

  expect_failures = [var.name, var.hash_key, var.range_key, var.indexes, var.max_read_units, var.max_write_units, var.kms_key_arn]
}

run "refuses_an_unknown_projection" {
  command = plan

  variables {
    # an unknown projection
    indexes = [{ name = "a", hash_key = { name = "x" }, projection = "SOME" }]
  }

  expect_failures = [var.indexes]
}

run "refuses_an_index_that_includes_nothing" {
  command = plan

  variables {
    # a projection that names no attribute
    indexes = [{ name = "a", hash_key = { name = "x" }, projection = "INCLUDE" }]
  }

  expect_failures = [var.indexes]
}

run "refuses_an_index_key_of_an_unknown_type" {
  command = plan

  variables {
    # an index key of an unknown type
    indexes = [{ name = "a", hash_key = { name = "x", type = "LIST" } }]
  }

  expect_failures = [var.indexes]
}
