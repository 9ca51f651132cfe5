resource "aws_glue_catalog_database" "this" {
  name        = var.database_name
  description = "The events of the lake."
}

# The lake as tables: lines of open hours, Parquet of closed ones. Partitions are computed from the path when a query runs: there
# is not a crawler, and an hour is there as soon as its first object is. The view events_once reads both.
resource "aws_glue_catalog_table" "events" {
  name          = "events"
  database_name = aws_glue_catalog_database.this.name
  description   = "Archived events, one object line each. A batch that was given again may have written an event twice: the query events-once leaves the copies out."
  table_type    = "EXTERNAL_TABLE"

  parameters = {
    EXTERNAL                    = "TRUE"
    classification              = "json"
    "projection.enabled"        = "true"
    "projection.dataset.type"   = "enum"
    "projection.dataset.values" = join(",", concat(var.datasets, ["mixed"])) # Small datasets of a batch share an object.
    "projection.date.type"      = "date"
    "projection.date.format"    = "yyyy-MM-dd"
    "projection.date.range"     = local.days
    "projection.hour.type"      = "integer"
    "projection.hour.range"     = "0,23"
    "projection.hour.digits"    = "2"
    "storage.location.template" = "${local.events_location}dataset=$${dataset}/date=$${date}/hour=$${hour}/"
  }

  dynamic "partition_keys" {
    for_each = local.partitions

    content {
      name = partition_keys.value.name
      type = partition_keys.value.type
    }
  }

  storage_descriptor {
    location      = local.events_location
    input_format  = "org.apache.hadoop.mapred.TextInputFormat" # Reads .gz by its ending.
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    ser_de_info {
      serialization_library = "org.openx.data.jsonserde.JsonSerDe"
      parameters = merge(
        { "case.insensitive" = "true", "ignore.malformed.json" = "false" }, # A line that is not an event must be seen, not skipped.
        # Glue knows lower case only: each column says what the line calls it.
        { for column in local.columns : "mapping.${lower(column.name)}" => column.name if lower(column.name) != column.name },
      )
    }

    dynamic "columns" {
      for_each = local.columns

      content {
        name = lower(columns.value.name)
        type = columns.value.type
      }
    }
  }
}

locals {
  events_location = "s3://${var.bucket_name}/events/"

  days = "NOW-${var.retention_days}DAYS,NOW+1DAYS" # Clocks run ahead; event time may be tomorrow.

  # As packages/lake/src/event-line.ts writes them, in that order. Attributes stay text, since their names differ from
  # dataset to dataset: json_extract reads them.
  columns = [
    { name = "id", type = "string" },
    { name = "timestampMs", type = "bigint" },
    { name = "account", type = "string" },
    { name = "region", type = "string" },
    { name = "logGroup", type = "string" },
    { name = "logStream", type = "string" },
    { name = "severity", type = "string" },
    { name = "category", type = "string" },
    { name = "message", type = "string" },
    { name = "attributes", type = "string" },
    { name = "templateId", type = "string" },
    { name = "sequence", type = "string" },
    { name = "eventDataset", type = "string" }, # In lines of `dataset=mixed` alone.
  ]

  # From the path, not from the line.
  partitions = [
    { name = "dataset", type = "string" },
    { name = "date", type = "date" },
    { name = "hour", type = "int" },
  ]
}
