SELECT "id", "timestampMs", "dataset", "account", "region", "logGroup", "logStream", "severity", "category", "message", "attributes", "templateId"
FROM "events"
WHERE "date" BETWEEN DATE '2026-01-15' AND DATE '2026-01-15' AND "hour" BETWEEN 12 AND 12 AND "timestampMs" BETWEEN $1 AND $2
ORDER BY "timestampMs" DESC, "id" DESC
LIMIT 101
-- $1 = 1768478400000
-- $2 = 1768481999999
