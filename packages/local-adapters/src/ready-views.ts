/** The first of some attributes that is there. */
const firstOf = (names: readonly string[]): string =>
  `coalesce(${names.map((name) => `nullif(json_extract_string("attributes", '$."${name}"'), '')`).join(', ')}, '')`;

const who = firstOf(['user.name', 'user.id']);
const address = firstOf(['source.ip', 'client.ip', 'source.address', 'client.address']);
const isFailure = `("severity" IN ('ERROR', 'CRITICAL') OR json_extract_string("attributes", '$."event.outcome"') = 'failure')`;

/** Views that questions are asked of, over the archive (`archived`) and the tables of the state (`state`). Times are UTC. */
export const readyViews = {
  events: {
    about: 'every event: time, who, address, and the columns of the archive',
    sql: `SELECT epoch_ms("timestampMs") AS "time", ${who} AS "who", ${address} AS "address", * FROM archived`,
    order: '"time"',
  },
  patterns: {
    about: 'messages without their values: how often, how severe, since when',
    sql: `SELECT t.text AS "pattern", e."logGroup", e."dataset", count(*) AS "events",
        count_if(${isFailure}) AS "failures", min(e."time") AS "firstSeen", max(e."time") AS "lastSeen", e."templateId"
      FROM events e LEFT JOIN (SELECT id, any_value(text) AS text FROM state.templates GROUP BY id) t ON t.id = e."templateId"
      GROUP BY ALL`,
    order: '"events" DESC, "templateId"',
  },
  actors: {
    about: 'who did something, from where: how often, and how often it failed',
    sql: `SELECT "who", "address", count(*) AS "events", count_if(${isFailure}) AS "failures",
        count(DISTINCT "logGroup") AS "logGroups", min("time") AS "firstSeen", max("time") AS "lastSeen"
      FROM events WHERE "who" <> '' OR "address" <> '' GROUP BY ALL`,
    order: '"failures" DESC, "events" DESC, "who", "address"',
  },
  findings: {
    about: 'findings, with their times and status',
    sql: `SELECT id, document->>'$.severity' AS "severity", document->>'$.rule' AS "rule", document->>'$.title' AS "title",
        coalesce(state, 'new') AS "status", epoch_ms(first_seen_ms) AS "firstSeen", epoch_ms(last_seen_ms) AS "lastSeen",
        count AS "events", document->>'$.scope' AS "logSource"
      FROM state.findings`,
    order: '"lastSeen" DESC, id',
  },
  timeline: {
    about: 'the lines of findings in order of time, with who and where',
    sql: `SELECT e."time", f."severity", f."rule", f."title", e."who", e."address", e."account", e."region", e."logGroup",
        e."logStream", e."message", f.id AS "findingId", e.id AS "eventId"
      FROM (SELECT id, document->>'$.severity' AS "severity", document->>'$.rule' AS "rule", document->>'$.title' AS "title",
          unnest(from_json(document->'$.evidence', '["VARCHAR"]')) AS "eventId" FROM state.findings) f
      JOIN events e ON e.id = f."eventId"`,
    order: '"time", "findingId", "eventId"',
  },
} as const;

export type ReadyView = keyof typeof readyViews;
export const readyViewNames = Object.keys(readyViews) as readonly ReadyView[];

/** The statements that make the views, in the order in which they build on each other. */
export const readyViewsSql: readonly string[] = readyViewNames.map(
  (name) => `CREATE TEMP VIEW ${name} AS ${readyViews[name].sql}`,
);

/** The question that shows a view whole, in its order. */
export const questionOf = (name: ReadyView): string => `SELECT * FROM ${name} ORDER BY ${readyViews[name].order}`;
