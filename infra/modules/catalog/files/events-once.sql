CREATE OR REPLACE VIEW events_once AS SELECT "id", "timestampMs", "account", "region", "logGroup", "logStream", "severity", "category", "message", "attributes", "templateId", "dataset", "date", "hour" FROM (
  SELECT *, row_number() OVER (PARTITION BY "dataset", "date", "hour", "account", "id") AS "copy" FROM (
    SELECT "id", "timestampMs", "account", "region", "logGroup", "logStream", "severity", "category", "message", "attributes", "templateId", "dataset", "date", "hour" FROM events WHERE "dataset" <> 'mixed'
    UNION ALL
    SELECT "id", "timestampMs", "account", "region", "logGroup", "logStream", "severity", "category", "message", "attributes", "templateId", "eventDataset" AS "dataset", "date", "hour" FROM events WHERE "dataset" = 'mixed'
    UNION ALL
    SELECT "id", "timestampMs", "account", "region", "logGroup", "logStream", "severity", "category", "message", "attributes", "templateId", "dataset", "date", "hour" FROM events_parquet
  )
) WHERE "copy" = 1
