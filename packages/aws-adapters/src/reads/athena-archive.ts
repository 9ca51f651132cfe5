import { setTimeout as wait } from 'node:timers/promises';
import { PortError } from '@bellwether/ports';
import {
  athena,
  catalogEvents,
  QueryError,
  readArchive,
  renderText,
  type ArchiveCell,
  type ArchiveReads,
} from '@bellwether/queries';
import { athenaCalls, type Calls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { AthenaCalls } from '../sdk/athena.ts';

/** The database and workgroup that queries run in, and their time limit. */
export interface AthenaOptions {
  /** Glue database that has the view `events_once`. */
  readonly database: string;
  /** Its limit of scanned bytes bounds the cost of a query, and its settings say where results are stored. */
  readonly workgroup: string;
  /** Time limit of one query, in milliseconds; it is then stopped. 60 s when absent. */
  readonly maxMs?: number;
}

const usualMaxMs = 60_000;

/** Waits between two looks at a query, in milliseconds. */
const minWaitMs = 200;
const maxWaitMs = 2_000;

/** Largest statement that Athena takes, in bytes of UTF-8. */
const maxStatementBytes = 262_144;

/** Rows that one call gives. */
const maxRowsPerCall = 1_000;

/** How Athena words that a workgroup's limit stopped a query. */
const scannedTooMuch = /bytes scanned limit/i;

const tooBroad = (): QueryError =>
  new QueryError(
    'too_broad',
    'The question would read more of the archive than the workgroup allows. Narrow the span.',
  );

/** Waits until the query has ended. Gives back why it exceeded its bounds; undefined when it succeeded. */
const untilEnded = async (
  calls: AthenaCalls,
  queryId: string,
  operation: string,
  maxMs: number,
): Promise<QueryError | undefined> => {
  const deadlineMs = Date.now() + maxMs;
  for (let waitMs = minWaitMs; ; waitMs = Math.min(2 * waitMs, maxWaitMs)) {
    const { QueryExecution } = await calls.getQueryExecution({ QueryExecutionId: queryId });
    const { State, StateChangeReason = '', AthenaError } = QueryExecution?.Status ?? {};
    if (State === 'SUCCEEDED') return undefined;
    if (State === 'FAILED' || State === 'CANCELLED') {
      if (scannedTooMuch.test(StateChangeReason)) return tooBroad();
      // The reason may quote the statement, and so what somebody looked for.
      const cause = new Error(`Athena ended the query as ${State}, error type ${AthenaError?.ErrorType ?? 'unknown'}.`);
      throw new PortError('archive', operation, AthenaError?.Retryable === true, { cause });
    }
    if (Date.now() + waitMs > deadlineMs) {
      await calls.stopQueryExecution({ QueryExecutionId: queryId });
      return new QueryError('timed_out', 'The archive did not answer in time. Narrow the span.');
    }
    await wait(waitMs);
  }
};

type Rows = readonly (readonly ArchiveCell[])[];

/** Rows of a query that succeeded, page by page. The first row of the first page names the columns. */
async function* pagesOf(calls: AthenaCalls, queryId: string): AsyncGenerator<Rows> {
  let token: string | undefined;
  do {
    const page = await calls.getQueryResults({
      QueryExecutionId: queryId,
      MaxResults: maxRowsPerCall,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    const found = page.ResultSet?.Rows ?? [];
    const rows = token === undefined ? found.slice(1) : found;
    yield rows.map(({ Data = [] }) => Data.map(({ VarCharValue }) => VarCharValue ?? null));
    token = page.NextToken;
  } while (token !== undefined);
}

/**
 * Starts a query, waits for its end and gives its rows, page by page.
 *
 * @throws QueryError when it exceeded its bounds; PortError when it failed
 */
async function* streamOn(
  calls: Calls<AthenaCalls>,
  operation: string,
  text: string,
  workgroup: string,
  maxMs: number,
): AsyncGenerator<Rows> {
  if (Buffer.byteLength(text) > maxStatementBytes)
    throw new QueryError('too_broad', 'The question is longer than Athena takes. Name fewer ids or shorter texts.');
  const outcome = await portCall('archive', operation, async () => {
    const service = await calls();
    const { QueryExecutionId: queryId } = await service.startQueryExecution({
      QueryString: text,
      WorkGroup: workgroup,
    });
    if (queryId === undefined)
      throw new PortError('archive', operation, true, { cause: new Error('Athena gave the query no id.') });
    return (await untilEnded(service, queryId, operation, maxMs)) ?? pagesOf(service, queryId);
  });
  if (outcome instanceof QueryError) throw outcome;
  for (;;) {
    const page = await portCall('archive', operation, () => outcome.next());
    if (page.done === true) return;
    yield page.value;
  }
}

const runOn = async (...query: Parameters<typeof streamOn>): Promise<Rows> => {
  const rows: (readonly ArchiveCell[])[] = [];
  for await (const page of streamOn(...query)) for (const row of page) rows.push(row);
  return rows;
};

/**
 * The read model's questions to the archive, over Athena. Needs `athena:StartQueryExecution`, `GetQueryExecution`,
 * `GetQueryResults` and `StopQueryExecution` on the workgroup, and reading the catalog and the bucket.
 *
 * @throws RangeError when the database's name has other characters than letters, digits and `_`
 */
export const athenaArchive = (
  { database, workgroup, maxMs = usualMaxMs }: AthenaOptions,
  calls: Calls<AthenaCalls> = athenaCalls,
): ArchiveReads =>
  readArchive({
    dialect: athena,
    events: catalogEvents(database),
    run: (operation, statement) => runOn(calls, operation, renderText(statement), workgroup, maxMs),
    stream: (operation, statement) => streamOn(calls, operation, renderText(statement), workgroup, maxMs),
  });
