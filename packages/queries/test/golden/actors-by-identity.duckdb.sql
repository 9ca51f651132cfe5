SELECT "actor", count(*) AS "events",
  count_if("severity" IN ('ERROR', 'CRITICAL') OR coalesce("outcome", '') = 'failure') AS "failures",
  min("timestampMs") AS "firstSeenMs", max("timestampMs") AS "lastSeenMs",
  count(DISTINCT "other") AS "others", count(DISTINCT "account") AS "accounts"
FROM (
  SELECT coalesce(CASE WHEN json_type("attributes", $1) NOT IN ('ARRAY', 'OBJECT') THEN json_extract_string("attributes", $2) END, CASE WHEN json_type("attributes", $3) NOT IN ('ARRAY', 'OBJECT') THEN json_extract_string("attributes", $4) END) AS "actor", coalesce(CASE WHEN json_type("attributes", $5) NOT IN ('ARRAY', 'OBJECT') THEN json_extract_string("attributes", $6) END, CASE WHEN json_type("attributes", $7) NOT IN ('ARRAY', 'OBJECT') THEN json_extract_string("attributes", $8) END, CASE WHEN json_type("attributes", $9) NOT IN ('ARRAY', 'OBJECT') THEN json_extract_string("attributes", $10) END, CASE WHEN json_type("attributes", $11) NOT IN ('ARRAY', 'OBJECT') THEN json_extract_string("attributes", $12) END) AS "other", CASE WHEN json_type("attributes", $13) NOT IN ('ARRAY', 'OBJECT') THEN json_extract_string("attributes", $14) END AS "outcome",
    "severity", "timestampMs", "account"
  FROM "events"
  WHERE "date" BETWEEN DATE '2026-01-15' AND DATE '2026-01-15' AND "hour" BETWEEN 12 AND 12 AND "timestampMs" BETWEEN $15 AND $16
)
WHERE "actor" <> ''
GROUP BY "actor"
ORDER BY "events" DESC, "actor"
LIMIT 51
-- $1 = "$.\"user.name\""
-- $2 = "$.\"user.name\""
-- $3 = "$.\"user.id\""
-- $4 = "$.\"user.id\""
-- $5 = "$.\"source.ip\""
-- $6 = "$.\"source.ip\""
-- $7 = "$.\"client.ip\""
-- $8 = "$.\"client.ip\""
-- $9 = "$.\"source.address\""
-- $10 = "$.\"source.address\""
-- $11 = "$.\"client.address\""
-- $12 = "$.\"client.address\""
-- $13 = "$.\"event.outcome\""
-- $14 = "$.\"event.outcome\""
-- $15 = 1768478400000
-- $16 = 1768481999999
