locals {
  # Every key of the table and of its indexes is declared once; DynamoDB refuses attributes that are not keys.
  keys       = concat([var.hash_key], var.range_key[*], flatten([for i in var.indexes : concat([i.hash_key], i.range_key[*])]))
  attributes = { for k in local.keys : k.name => k.type... }

  # -1 is DynamoDB's word for no limit.
  limits = { read = coalesce(var.max_read_units, -1), write = coalesce(var.max_write_units, -1) }
}

resource "aws_dynamodb_table" "this" {
  name                        = var.name
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = var.hash_key.name
  range_key                   = one(var.range_key[*].name)
  deletion_protection_enabled = var.deletion_protection

  # New and old: a reader of changes sees what an item was and what it is.
  stream_enabled   = var.stream
  stream_view_type = var.stream ? "NEW_AND_OLD_IMAGES" : null

  dynamic "attribute" {
    for_each = local.attributes

    content {
      name = attribute.key
      type = attribute.value[0]
    }
  }

  dynamic "global_secondary_index" {
    for_each = { for i in var.indexes : i.name => i }

    content {
      name            = global_secondary_index.key
      hash_key        = global_secondary_index.value.hash_key.name
      range_key       = one(global_secondary_index.value.range_key[*].name)
      projection_type = global_secondary_index.value.projection

      non_key_attributes = global_secondary_index.value.projection == "INCLUDE" ? global_secondary_index.value.include : null

      dynamic "on_demand_throughput" {
        for_each = local.limits.read == -1 && local.limits.write == -1 ? [] : [local.limits]

        content {
          max_read_request_units  = on_demand_throughput.value.read
          max_write_request_units = on_demand_throughput.value.write
        }
      }
    }
  }

  dynamic "on_demand_throughput" {
    for_each = local.limits.read == -1 && local.limits.write == -1 ? [] : [local.limits]

    content {
      max_read_request_units  = on_demand_throughput.value.read
      max_write_request_units = on_demand_throughput.value.write
    }
  }

  # Epoch seconds, always in the attribute `ttl`. DynamoDB deletes late, within days: readers must filter as well.
  ttl {
    attribute_name = "ttl"
    enabled        = true
  }

  point_in_time_recovery {
    enabled = var.point_in_time_recovery
  }

  # A table is always encrypted at rest; off here means by the key that AWS owns, which costs nothing and needs no grant.
  server_side_encryption {
    enabled     = var.kms_key_arn != null
    kms_key_arn = var.kms_key_arn
  }
}
