import { PortError } from '@bellwether/ports';
import * as z from 'zod/mini';
import { checkQuery } from '../check-query.ts';
import { actorsQuery, type ActorView } from '../contracts/actors.ts';
import { maxTimeOfArchiveMs } from '../contracts/archive-filter.ts';
import {
  contextQuery,
  eventCountsQuery,
  eventFields,
  eventsQuery,
  eventView,
  maxContextMs,
  scanQuery,
  type CheckedEventsQuery,
  type EventField,
  type EventView,
} from '../contracts/events.ts';
import { cursorOf, keyOfCursor } from '../cursor.ts';
import type { ArchiveReads } from '../read-model.ts';
import type { Fragment } from './fragment.ts';
import {
  actorsStatement,
  eventCountsStatement,
  eventsStatement,
  scanStatement,
  type ArchiveTable,
  type EventPosition,
} from './statements.ts';

/** A cell of a result. Athena gives every cell as text. */
export type ArchiveCell = string | number | boolean | null;

/** Runs statements on the archive. */
export interface ArchiveRunner extends ArchiveTable {
  /**
   * Rows of a statement, cells in the order of its columns.
   *
   * @throws QueryError `timed_out` or `too_broad` when it exceeds the runner's bounds; PortError when it fails
   */
  run(operation: string, statement: Fragment): Promise<readonly (readonly ArchiveCell[])[]>;
  /** The same part by part, for an answer that may be too long for memory. */
  stream(operation: string, statement: Fragment): AsyncIterable<readonly (readonly ArchiveCell[])[]>;
}

const unreadable = (operation: string, cause: unknown): PortError =>
  new PortError('archive', operation, false, { cause });

const attributesSchema = eventView.shape.attributes;

const readCell = (field: EventField, cell: ArchiveCell): unknown => {
  if (field === 'timestampMs') return Number(cell);
  if (field === 'attributes') return z.parse(attributesSchema, JSON.parse(String(cell ?? '{}')));
  return String(cell ?? '');
};

/** An event from the cells of a row. What the archive does not know is empty, as in the event itself. */
const eventOf = (fields: readonly EventField[], row: readonly ArchiveCell[]): EventView => {
  try {
    return Object.fromEntries(fields.map((field, index) => [field, readCell(field, row[index] ?? null)])) as EventView;
  } catch (cause) {
    throw unreadable('events', cause);
  }
};

const pick = <Field extends EventField>(
  event: EventView,
  fields: readonly Field[] | undefined,
): Pick<EventView, Field> =>
  fields === undefined
    ? event
    : (Object.fromEntries(fields.map((field) => [field, event[field]])) as Pick<EventView, Field>);

const isNumber = (cell: ArchiveCell | undefined): number => {
  const value = Number(cell ?? Number.NaN);
  if (!Number.isFinite(value)) throw unreadable('counts', new TypeError('A count is not a number.'));
  return value;
};

/** The questions that the archive answers, over whatever runs its statements. */
export const readArchive = (runner: ArchiveRunner): ArchiveReads => {
  /** Events after a position, at most `query.limit`, and whether more follow. */
  const list = async (query: CheckedEventsQuery, after: EventPosition | undefined) => {
    // Time and id are always read: they are the cursor.
    const fields = eventFields.filter(
      (field) =>
        query.fields === undefined || query.fields.includes(field) || field === 'timestampMs' || field === 'id',
    );
    const rows = await runner.run('events', eventsStatement(runner, query, fields, after));
    const events = rows.slice(0, query.limit).map((row) => eventOf(fields, row));
    return { events, hasMore: rows.length > query.limit };
  };

  return {
    events: async (asked) => {
      const query = checkQuery(eventsQuery, asked);
      const question = `events/${query.order}`;
      const key = query.cursor === undefined ? undefined : keyOfCursor(query.cursor, question, ['number', 'string']);
      const after = key && { timestampMs: Math.trunc(key[0]), id: key[1] };
      const { events, hasMore } = await list(query, after);
      const last = events.at(-1);
      return {
        items: events.map((event) => pick(event, asked.fields)),
        ...(hasMore && last ? { next: cursorOf(question, [last.timestampMs, last.id]) } : {}),
      };
    },

    scan: async function* (asked) {
      const query = checkQuery(scanQuery, asked);
      const fields = query.fields ?? eventFields;
      for await (const rows of runner.stream('scan', scanStatement(runner, query, fields)))
        yield rows.map((row) => pick(eventOf(fields, row), asked.fields));
    },

    context: async (asked) => {
      const { id, timestampMs, account, logGroup, logStream, before, after, fields } = checkQuery(contextQuery, asked);
      const within = {
        account,
        logGroup,
        ...(logStream === undefined ? {} : { logStream }),
        ...(fields && { fields }),
      };
      const side = async (order: 'newest' | 'oldest', limit: number): Promise<readonly EventView[]> => {
        if (limit === 0) return [];
        const fromMs = order === 'newest' ? Math.max(0, timestampMs - maxContextMs) : timestampMs;
        const toMs = order === 'newest' ? timestampMs + 1 : Math.min(maxTimeOfArchiveMs, timestampMs + maxContextMs);
        return (await list(checkQuery(eventsQuery, { ...within, fromMs, toMs, order, limit }), { timestampMs, id }))
          .events;
      };
      const own = { ...within, fromMs: timestampMs, toMs: timestampMs + 1, ids: [id], limit: 1 };
      // One after the other: on a laptop they share one connection, and on Athena the usual account runs few at once.
      const earlier = (await side('newest', before)).toReversed();
      const { events: itself } = await list(checkQuery(eventsQuery, own), undefined);
      const later = await side('oldest', after);
      return { lines: [...earlier, ...itself, ...later].map((event) => pick(event, asked.fields)) };
    },

    eventCounts: async (asked) => {
      const query = checkQuery(eventCountsQuery, asked);
      const rows = await runner.run('eventCounts', eventCountsStatement(runner, query));
      const counts = rows.slice(0, query.limit).map(([startMs, key, events]) => ({
        startMs: isNumber(startMs),
        ...(query.by === undefined ? {} : { key: String(key ?? '') }),
        events: isNumber(events),
      }));
      return { counts, isCut: rows.length > query.limit };
    },

    actors: async (asked) => {
      const query = checkQuery(actorsQuery, asked);
      const rows = await runner.run('actors', actorsStatement(runner, query));
      const actors = rows
        .slice(0, query.limit)
        .map(([actor, events, failures, firstSeenMs, lastSeenMs, others, accounts]): ActorView => ({
          actor: String(actor),
          events: isNumber(events),
          failures: isNumber(failures),
          firstSeenMs: isNumber(firstSeenMs),
          lastSeenMs: isNumber(lastSeenMs),
          others: isNumber(others),
          accounts: isNumber(accounts),
        }));
      return { actors, isCut: rows.length > query.limit };
    },
  };
};
