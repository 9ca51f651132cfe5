SELECT "id", "message"
FROM "bellwether"."events_once"
WHERE "date" BETWEEN DATE '2026-01-15' AND DATE '2026-01-15' AND "hour" BETWEEN 12 AND 12 AND "timestampMs" BETWEEN 1768478400000 AND 1768481999999 AND "logGroup" IN ('/app/a', '/app/it''s')
