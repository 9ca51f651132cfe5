mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  database_name  = "bellwether"
  workgroup_name = "bellwether"
  bucket_name    = "a-lake"
}

run "reads_the_lakes_paths_as_partitions" {
  assert {
    condition     = aws_glue_catalog_table.events.parameters["storage.location.template"] == "s3://a-lake/events/dataset=$${dataset}/date=$${date}/hour=$${hour}/"
    error_message = "The path of an object gives its partition."
  }

  assert {
    condition     = aws_glue_catalog_table.events.parameters["projection.hour.digits"] == "2" && aws_glue_catalog_table.events.parameters["projection.date.range"] == "NOW-400DAYS,NOW+1DAYS"
    error_message = "Hours have two digits, and days reach as far as the lake keeps them."
  }

  assert {
    condition     = aws_glue_catalog_table.events.storage_descriptor[0].columns[*].name == tolist(["id", "timestampms", "account", "region", "loggroup", "logstream", "severity", "category", "message", "attributes", "templateid", "sequence", "eventdataset"])
    error_message = "Columns stand in the order of a line."
  }

  assert {
    condition     = aws_glue_catalog_table.events.storage_descriptor[0].ser_de_info[0].parameters["mapping.loggroup"] == "logGroup"
    error_message = "A column of mixed case is found in the line."
  }

  assert {
    condition     = endswith(aws_glue_catalog_table.events.parameters["projection.dataset.values"], ",mixed") && !strcontains(aws_glue_catalog_table.events_parquet.parameters["projection.dataset.values"], "mixed")
    error_message = "Objects of several small datasets are found among the lines; parts always have one dataset."
  }

  assert {
    condition     = aws_glue_catalog_table.events_parquet.parameters["storage.location.template"] == "s3://a-lake/events-parquet/dataset=$${dataset}/date=$${date}/hour=$${hour}/" && length(aws_glue_catalog_table.events_parquet.storage_descriptor[0].columns) == 12
    error_message = "Closed hours are read where compaction puts them."
  }

  assert {
    condition     = startswith(aws_athena_named_query.events_once[0].query, "CREATE OR REPLACE VIEW events_once AS SELECT \"id\", \"timestampMs\"") && strcontains(aws_athena_named_query.events_once[0].query, "FROM events_parquet") && output.view_sql == aws_athena_named_query.events_once[0].query
    error_message = "The view's text is kept as a query."
  }
}

run "limits_and_encrypts_what_queries_read_and_write" {
  variables {
    kms_key_arn        = "arn:aws:kms:eu-central-1:123456789012:key/1"
    create_named_query = false
  }

  assert {
    condition     = aws_athena_workgroup.this.configuration[0].enforce_workgroup_configuration && aws_athena_workgroup.this.configuration[0].bytes_scanned_cutoff_per_query == 107374182400
    error_message = "A query stops at 100 GiB, whatever its client wants."
  }

  assert {
    condition     = aws_athena_workgroup.this.configuration[0].result_configuration[0].encryption_configuration[0].encryption_option == "SSE_KMS" && aws_athena_workgroup.this.configuration[0].result_configuration[0].output_location == "s3://a-lake/athena-results/"
    error_message = "Results are encrypted with the key, under their own prefix."
  }

  assert {
    condition     = length(aws_athena_named_query.events_once) == 0
    error_message = "Where there are no named queries none is made."
  }
}

run "refuses_what_would_break" {
  command = plan

  variables {
    database_name      = "bell-wether" # a name that needs quotes
    workgroup_name     = "a b"         # a name with a blank
    results_prefix     = "events/"     # results among the events
    datasets           = []            # a table of nothing
    retention_days     = 0.5           # half a day
    most_scanned_bytes = 1024          # a limit that Athena refuses
    kms_key_arn        = "alias/mine"  # a key that is no arn
  }

  expect_failures = [var.database_name, var.workgroup_name, var.results_prefix, var.datasets, var.retention_days, var.most_scanned_bytes, var.kms_key_arn]
}
