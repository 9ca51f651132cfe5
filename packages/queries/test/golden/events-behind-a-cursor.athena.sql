SELECT "id", "timestampMs"
FROM "bellwether"."events_once"
WHERE "date" BETWEEN DATE '2026-01-15' AND DATE '2026-01-18' AND "timestampMs" BETWEEN 1768478400000 AND 1768737599999 AND ("timestampMs" < 1768478400005 OR ("timestampMs" = 1768478400005 AND "id" < 'e''5'))
ORDER BY "timestampMs" DESC, "id" DESC
LIMIT 101
