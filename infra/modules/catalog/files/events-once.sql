CREATE OR REPLACE VIEW events_once AS SELECT "id", "timestampMs", "account", "region", "logGroup", "logStream", "severity", "category", "message", "attributes", "templateId", "source", "date", "hour" FROM (
  SELECT *, row_number() OVER (PARTITION BY "source", "date", "hour", "id") AS "copy" FROM (
    SELECT "id", "timestampMs", "account", "region", "logGroup", "logStream", "severity", "category", "message", "attributes", "templateId", "source", "date", "hour" FROM events WHERE "source" <> 'mixed'
    UNION ALL
    SELECT "id", "timestampMs", "account", "region", "logGroup", "logStream", "severity", "category", "message", "attributes", "templateId", "eventSource" AS "source", "date", "hour" FROM events WHERE "source" = 'mixed'
    UNION ALL
    SELECT "id", "timestampMs", "account", "region", "logGroup", "logStream", "severity", "category", "message", "attributes", "templateId", "source", "date", "hour" FROM events_parquet
  )
) WHERE "copy" = 1
