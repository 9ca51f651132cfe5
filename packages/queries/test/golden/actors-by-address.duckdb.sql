SELECT "actor", count(*) AS "events",
  count_if("severity" IN ('ERROR', 'CRITICAL') OR coalesce("outcome", '') = 'failure') AS "failures",
  min("timestampMs") AS "firstSeenMs", max("timestampMs") AS "lastSeenMs",
  count(DISTINCT "other") AS "others", count(DISTINCT "account") AS "accounts"
FROM (
  SELECT coalesce(CASE WHEN json_type("attributes", $1) NOT IN ('ARRAY', 'OBJECT') THEN json_extract_string("attributes", $2) END, CASE WHEN json_type("attributes", $3) NOT IN ('ARRAY', 'OBJECT') THEN json_extract_string("attributes", $4) END, CASE WHEN json_type("attributes", $5) NOT IN ('ARRAY', 'OBJECT') THEN json_extract_string("attributes", $6) END, CASE WHEN json_type("attributes", $7) NOT IN ('ARRAY', 'OBJECT') THEN json_extract_string("attributes", $8) END) AS "actor", coalesce(CASE WHEN json_type("attributes", $9) NOT IN ('ARRAY', 'OBJECT') THEN json_extract_string("attributes", $10) END, CASE WHEN json_type("attributes", $11) NOT IN ('ARRAY', 'OBJECT') THEN json_extract_string("attributes", $12) END) AS "other", CASE WHEN json_type("attributes", $13) NOT IN ('ARRAY', 'OBJECT') THEN json_extract_string("attributes", $14) END AS "outcome",
    "severity", "timestampMs", "account"
  FROM "events"
  WHERE "date" BETWEEN DATE '2026-01-15' AND DATE '2026-01-15' AND "hour" BETWEEN 12 AND 12 AND "timestampMs" BETWEEN $15 AND $16 AND "dataset" = $17
)
WHERE "actor" <> ''
GROUP BY "actor"
ORDER BY "events" DESC, "actor"
LIMIT 6
-- $1 = "$.\"source.ip\""
-- $2 = "$.\"source.ip\""
-- $3 = "$.\"client.ip\""
-- $4 = "$.\"client.ip\""
-- $5 = "$.\"source.address\""
-- $6 = "$.\"source.address\""
-- $7 = "$.\"client.address\""
-- $8 = "$.\"client.address\""
-- $9 = "$.\"user.name\""
-- $10 = "$.\"user.name\""
-- $11 = "$.\"user.id\""
-- $12 = "$.\"user.id\""
-- $13 = "$.\"event.outcome\""
-- $14 = "$.\"event.outcome\""
-- $15 = 1768478400000
-- $16 = 1768481999999
-- $17 = "cloudtrail"
