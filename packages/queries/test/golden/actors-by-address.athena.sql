SELECT "actor", count(*) AS "events",
  count_if("severity" IN ('ERROR', 'CRITICAL') OR coalesce("outcome", '') = 'failure') AS "failures",
  min("timestampMs") AS "firstSeenMs", max("timestampMs") AS "lastSeenMs",
  count(DISTINCT "other") AS "others", count(DISTINCT "account") AS "accounts"
FROM (
  SELECT coalesce(json_extract_scalar("attributes", '$["source.ip"]'), json_extract_scalar("attributes", '$["client.ip"]'), json_extract_scalar("attributes", '$["source.address"]'), json_extract_scalar("attributes", '$["client.address"]')) AS "actor", coalesce(json_extract_scalar("attributes", '$["user.name"]'), json_extract_scalar("attributes", '$["user.id"]')) AS "other", json_extract_scalar("attributes", '$["event.outcome"]') AS "outcome",
    "severity", "timestampMs", "account"
  FROM "bellwether"."events_once"
  WHERE "date" BETWEEN DATE '2026-01-15' AND DATE '2026-01-15' AND "hour" BETWEEN 12 AND 12 AND "timestampMs" BETWEEN 1768478400000 AND 1768481999999 AND "dataset" = 'cloudtrail'
)
WHERE "actor" <> ''
GROUP BY "actor"
ORDER BY "events" DESC, "actor"
LIMIT 6
