import { hourMs } from '@bellwether/log-model';
import { datasetColumn } from '../border.ts';
import type { EventFilter } from '../contracts/archive-filter.ts';
import type { Dialect } from './dialect.ts';
import { joined, name, sql, type Fragment } from './fragment.ts';

/** A date as a literal. Contracts bound times to four-digit years, so nothing but digits and `-` comes out. */
const dateOf = (timeMs: number): Fragment => ({
  texts: [`DATE '${new Date(timeMs).toISOString().slice(0, 10)}'`],
  values: [],
});

/** Hour of the day, UTC. */
const hourOf = (timeMs: number): Fragment => ({ texts: [String(Math.floor(timeMs / hourMs) % 24)], values: [] });

const isSameDay = (left: number, right: number): boolean =>
  Math.floor(left / (24 * hourMs)) === Math.floor(right / (24 * hourMs));

/** The span as conditions on the partitions, so that other days and hours stay unread, and on the time itself. */
const spanConditions = (fromMs: number, toMs: number): readonly Fragment[] => {
  const lastMs = toMs - 1;
  return [
    sql`"date" BETWEEN ${dateOf(fromMs)} AND ${dateOf(lastMs)}`,
    ...(isSameDay(fromMs, lastMs) ? [sql`"hour" BETWEEN ${hourOf(fromMs)} AND ${hourOf(lastMs)}`] : []),
    sql`"timestampMs" BETWEEN ${fromMs} AND ${lastMs}`,
  ];
};

const among = (column: string, values: readonly string[]): Fragment =>
  sql`${name(column)} IN (${joined(
    values.map((value) => sql`${value}`),
    ', ',
  )})`;

const firstOf = (dialect: Dialect, attributes: readonly string[]): Fragment =>
  sql`coalesce(${joined(
    attributes.map((attribute) => dialect.attribute(attribute)),
    ', ',
  )})`;

/** Who did what a record says: the user's name, else id. */
export const identityOf = (dialect: Dialect): Fragment => firstOf(dialect, ['user.name', 'user.id']);

/** Where it was done from. */
export const addressOf = (dialect: Dialect): Fragment =>
  firstOf(dialect, ['source.ip', 'client.ip', 'source.address', 'client.address']);

/** The equality of a column and a filter's value; nothing when the filter has none. */
const equals = (column: string, value: string | undefined): readonly Fragment[] =>
  value === undefined ? [] : [sql`${name(column)} = ${value}`];

/** What selects the events of a filter. */
export const conditionsOf = (filter: EventFilter, dialect: Dialect): Fragment =>
  joined(
    [
      ...spanConditions(filter.fromMs, filter.toMs),
      ...equals('account', filter.account),
      ...equals('region', filter.region),
      ...equals(datasetColumn, filter.dataset),
      ...equals('logGroup', filter.logGroup),
      ...(filter.logGroups === undefined ? [] : [among('logGroup', filter.logGroups)]),
      ...equals('logStream', filter.logStream),
      ...equals('category', filter.category),
      ...equals('templateId', filter.templateId),
      ...(filter.severities === undefined ? [] : [among('severity', filter.severities)]),
      ...(filter.ids === undefined ? [] : [among('id', filter.ids)]),
      ...(filter.text === undefined ? [] : [sql`strpos(lower("message"), lower(${filter.text})) > 0`]),
      ...(filter.identity === undefined ? [] : [sql`${identityOf(dialect)} = ${filter.identity}`]),
      ...(filter.address === undefined ? [] : [sql`${addressOf(dialect)} = ${filter.address}`]),
      ...(filter.attributes ?? []).map((attribute) => sql`${dialect.attribute(attribute.name)} = ${attribute.value}`),
    ],
    ' AND ',
  );
