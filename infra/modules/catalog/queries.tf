resource "aws_athena_workgroup" "this" {
  name          = var.workgroup_name
  description   = "Queries of the lake, each stopped when it would read more than ${floor(var.most_scanned_bytes / 1048576)} MiB."
  force_destroy = var.force_destroy

  configuration {
    enforce_workgroup_configuration    = true # A client's own settings would leave the limit and the encryption behind.
    publish_cloudwatch_metrics_enabled = true
    bytes_scanned_cutoff_per_query     = var.most_scanned_bytes

    result_configuration {
      output_location = "s3://${var.bucket_name}/${var.results_prefix}"

      encryption_configuration {
        encryption_option = var.kms_key_arn == null ? "SSE_S3" : "SSE_KMS"
        kms_key_arn       = var.kms_key_arn
      }
    }
  }
}

resource "aws_athena_named_query" "events_once" {
  count = var.create_named_query ? 1 : 0

  name        = "events-once"
  description = "Makes the view events_once: each event one time, as the laptop's view events shows it. Run it once."
  workgroup   = aws_athena_workgroup.this.name
  database    = aws_glue_catalog_database.this.name
  query       = local.view_sql
}

locals {
  # Written by scripts/generate/lake-view.ts from packages/lake, which the laptop's view is made from too.
  view_sql = file("${path.module}/files/events-once.sql")
}
