SELECT "startMs", "key", count(*) AS "events"
FROM (
  SELECT "timestampMs" - mod("timestampMs" - 1768478400000, 3600000) AS "startMs", "dataset" AS "key"
  FROM "events"
  WHERE "date" BETWEEN DATE '2026-01-15' AND DATE '2026-01-18' AND "timestampMs" BETWEEN $1 AND $2
)
GROUP BY "startMs", "key"
ORDER BY "startMs", "events" DESC, "key"
LIMIT 1001
-- $1 = 1768478400000
-- $2 = 1768737599999
