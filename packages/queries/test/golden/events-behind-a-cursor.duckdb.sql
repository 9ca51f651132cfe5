SELECT "id", "timestampMs"
FROM "events"
WHERE "date" BETWEEN DATE '2026-01-15' AND DATE '2026-01-18' AND "timestampMs" BETWEEN $1 AND $2 AND ("timestampMs" < $3 OR ("timestampMs" = $4 AND "id" < $5))
ORDER BY "timestampMs" DESC, "id" DESC
LIMIT 101
-- $1 = 1768478400000
-- $2 = 1768737599999
-- $3 = 1768478400005
-- $4 = 1768478400005
-- $5 = "e'5"
