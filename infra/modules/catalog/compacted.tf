# Closed hours: what compact-archive made of their lines. Parquet keeps its own names; Athena compares them without case.
resource "aws_glue_catalog_table" "events_parquet" {
  name          = "events_parquet"
  database_name = aws_glue_catalog_database.this.name
  description   = "Events of closed hours, sorted by time, each once, as Parquet."
  table_type    = "EXTERNAL_TABLE"

  parameters = {
    EXTERNAL                    = "TRUE"
    classification              = "parquet"
    "projection.enabled"        = "true"
    "projection.dataset.type"   = "enum"
    "projection.dataset.values" = join(",", var.datasets)
    "projection.date.type"      = "date"
    "projection.date.format"    = "yyyy-MM-dd"
    "projection.date.range"     = local.days
    "projection.hour.type"      = "integer"
    "projection.hour.range"     = "0,23"
    "projection.hour.digits"    = "2"
    "storage.location.template" = "${local.parts_location}dataset=$${dataset}/date=$${date}/hour=$${hour}/"
  }

  dynamic "partition_keys" {
    for_each = local.partitions

    content {
      name = partition_keys.value.name
      type = partition_keys.value.type
    }
  }

  storage_descriptor {
    location      = local.parts_location
    input_format  = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
    }

    dynamic "columns" {
      for_each = [for column in local.columns : column if column.name != "eventDataset"]

      content {
        name = lower(columns.value.name)
        type = columns.value.type
      }
    }
  }
}

locals {
  parts_location = "s3://${var.bucket_name}/events-parquet/"
}
