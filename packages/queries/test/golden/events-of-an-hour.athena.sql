SELECT "id", "timestampMs", "dataset", "account", "region", "logGroup", "logStream", "severity", "category", "message", "attributes", "templateId"
FROM "bellwether"."events_once"
WHERE "date" BETWEEN DATE '2026-01-15' AND DATE '2026-01-15' AND "hour" BETWEEN 12 AND 12 AND "timestampMs" BETWEEN 1768478400000 AND 1768481999999
ORDER BY "timestampMs" DESC, "id" DESC
LIMIT 101
