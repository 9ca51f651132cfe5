SELECT "id", "message"
FROM "events"
WHERE "date" BETWEEN DATE '2026-01-15' AND DATE '2026-01-15' AND "hour" BETWEEN 12 AND 12 AND "timestampMs" BETWEEN $1 AND $2 AND "logGroup" IN ($3, $4)
-- $1 = 1768478400000
-- $2 = 1768481999999
-- $3 = "/app/a"
-- $4 = "/app/it's"
