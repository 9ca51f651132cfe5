import { datasetColumn } from '../border.ts';
import type { CheckedActorsQuery } from '../contracts/actors.ts';
import type { EventFilter } from '../contracts/archive-filter.ts';
import type { CheckedEventCountsQuery, CheckedEventsQuery, CheckedScanQuery, EventField } from '../contracts/events.ts';
import { addressOf, conditionsOf, identityOf } from './conditions.ts';
import { athena, catalogEvents, type Dialect } from './dialect.ts';
import { joined, name, renderText, sql, type Fragment } from './fragment.ts';

/** The relation that a statement reads from, and the dialect it is written in. */
export interface ArchiveTable {
  readonly dialect: Dialect;
  readonly events: Fragment;
}

/** A whole number of a statement that is not a value from outside, such as a limit. */
const number = (value: number): Fragment => ({ texts: [String(Math.trunc(value))], values: [] });

/** Column of the archive that a field of the contract is read from. */
const columnOf = (field: EventField | 'dataset'): Fragment => name(field === 'dataset' ? datasetColumn : field);

/** Where a page of events begins. */
export interface EventPosition {
  readonly timestampMs: number;
  readonly id: string;
}

/** Events in order, one more than the page contains, so that it is known whether another follows. */
export const eventsStatement = (
  { dialect, events }: ArchiveTable,
  query: CheckedEventsQuery,
  fields: readonly EventField[],
  after?: EventPosition,
): Fragment => {
  const [direction, isBehind] = query.order === 'newest' ? [sql`DESC`, sql`<`] : [sql`ASC`, sql`>`];
  const position =
    after === undefined
      ? sql``
      : sql` AND ("timestampMs" ${isBehind} ${after.timestampMs} OR ("timestampMs" = ${after.timestampMs} AND "id" ${isBehind} ${after.id}))`;
  return sql`SELECT ${joined(fields.map(columnOf), ', ')}
FROM ${events}
WHERE ${conditionsOf(query, dialect)}${position}
ORDER BY "timestampMs" ${direction}, "id" ${direction}
LIMIT ${number(query.limit + 1)}`;
};

/** All events of a filter. Without an order: sorting them would cost more than reading them. */
export const scanStatement = (
  { dialect, events }: ArchiveTable,
  query: CheckedScanQuery,
  fields: readonly EventField[],
): Fragment => sql`SELECT ${joined(fields.map(columnOf), ', ')}
FROM ${events}
WHERE ${conditionsOf(query, dialect)}`;

/** Counts of events by stretch of time and field, the most frequent of a stretch first. */
export const eventCountsStatement = ({ dialect, events }: ArchiveTable, query: CheckedEventCountsQuery): Fragment => {
  const { fromMs, toMs, by } = query;
  const step = number(query.stepMs ?? toMs - fromMs);
  const key = by === undefined ? sql`CAST(NULL AS VARCHAR)` : columnOf(by);
  return sql`SELECT "startMs", "key", count(*) AS "events"
FROM (
  SELECT "timestampMs" - mod("timestampMs" - ${number(fromMs)}, ${step}) AS "startMs", ${key} AS "key"
  FROM ${events}
  WHERE ${conditionsOf(query, dialect)}
)
GROUP BY "startMs", "key"
ORDER BY "startMs", "events" DESC, "key"
LIMIT ${number(query.limit + 1)}`;
};

/** Identities or addresses, the busiest first. */
export const actorsStatement = ({ dialect, events }: ArchiveTable, query: CheckedActorsQuery): Fragment => {
  const [actor, other] =
    query.by === 'identity' ? [identityOf(dialect), addressOf(dialect)] : [addressOf(dialect), identityOf(dialect)];
  return sql`SELECT "actor", count(*) AS "events",
  count_if("severity" IN ('ERROR', 'CRITICAL') OR coalesce("outcome", '') = 'failure') AS "failures",
  min("timestampMs") AS "firstSeenMs", max("timestampMs") AS "lastSeenMs",
  count(DISTINCT "other") AS "others", count(DISTINCT "account") AS "accounts"
FROM (
  SELECT ${actor} AS "actor", ${other} AS "other", ${dialect.attribute('event.outcome')} AS "outcome",
    "severity", "timestampMs", "account"
  FROM ${events}
  WHERE ${conditionsOf(query, dialect)}
)
WHERE "actor" <> ''
GROUP BY "actor"
ORDER BY "events" DESC, "actor"
LIMIT ${number(query.limit + 1)}`;
};

/**
 * The statement that a message carries for a person to paste into Athena: the events of a filter, oldest first, on one line.
 *
 * @param database  Glue database of the archive
 * @throws RangeError when the database's name cannot be written in SQL
 */
export const archiveQueryText = (database: string, filter: EventFilter, limit: number): string =>
  renderText(
    sql`SELECT * FROM ${catalogEvents(database)} WHERE ${conditionsOf(filter, athena)} ORDER BY "timestampMs" LIMIT ${number(limit)}`,
  );
