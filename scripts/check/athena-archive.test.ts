import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { athenaArchive } from '@bellwether/aws-adapters';
import { eventLine, partitionPath } from '@bellwether/lake';
import { fileArchive, openLocalState, type LocalState } from '@bellwether/local-adapters';
import type { LogEvent } from '@bellwether/log-model';
import { sampleTimeMs } from '@bellwether/testkit';
import { describeArchiveReads } from '@bellwether/testkit/conformance';

type Calls = Awaited<ReturnType<NonNullable<Parameters<typeof athenaArchive>[1]>>>;

const none = { $metadata: {} };

/** What DuckDB has no word for, said in its own words: the statement itself runs as Athena would be given it. */
const athenaWords = `CREATE OR REPLACE TEMP MACRO json_extract_scalar(document, path) AS
  CASE WHEN json_type(document, replace(replace(path, '$["', '$."'), '"]', '"')) NOT IN ('ARRAY', 'OBJECT')
    THEN json_extract_string(document, replace(replace(path, '$["', '$."'), '"]', '"')) END`;

/** Rows of one page of results, so few that pages are turned. */
const pageRows = 3;

/** Athena, with DuckDB in its place: the same statement over the same files, cells as text, a first row of names. */
const athenaOnDuckDb = (state: LocalState): Calls => {
  const results: (readonly (string | undefined)[])[][] = [];
  return {
    startQueryExecution: async ({ QueryString = '' }) => {
      await state.query(athenaWords);
      const rows = await state.query(QueryString.replaceAll('"bellwether"."events_once"', 'events'));
      const cells = rows.map((row) => Object.values(row).map((cell) => (cell === null ? undefined : String(cell))));
      results.push([Object.keys(rows[0] ?? { id: '' }).map((name) => name.toLowerCase()), ...cells]);
      return { ...none, QueryExecutionId: String(results.length - 1) };
    },
    getQueryExecution: async () => ({ ...none, QueryExecution: { Status: { State: 'SUCCEEDED' } } }),
    getQueryResults: async ({ QueryExecutionId, NextToken }) => {
      const start = Number(NextToken ?? 0);
      const all = results[Number(QueryExecutionId)] ?? [];
      const Rows = all
        .slice(start, start + pageRows)
        .map((row) => ({ Data: row.map((cell) => (cell === undefined ? {} : { VarCharValue: cell })) }));
      const isLast = start + pageRows >= all.length;
      return { ...none, ResultSet: { Rows }, ...(isLast ? {} : { NextToken: String(start + pageRows) }) };
    },
    stopQueryExecution: async () => none,
  };
};

const archive = async (state: LocalState, events: readonly LogEvent[]): Promise<void> => {
  const files = fileArchive(state.layout.archive);
  for (const [n, event] of events.entries()) {
    const path = `${partitionPath('events', event.dataset, event.timestampMs)}/s-${n}-${n}.ndjson.gz`;
    await files.write(path, gzipSync(eventLine({ sequence: String(n), event }, event.dataset)));
  }
};

const options = { database: 'bellwether', workgroup: 'bellwether' };

describeArchiveReads('Athena', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bellwether-athena-'));
  const state = await openLocalState(folder);
  return {
    reads: athenaArchive(options, async () => athenaOnDuckDb(state)),
    archive: (events) => archive(state, events),
    close: async () => {
      await state.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});

describe('a question to Athena', () => {
  const hour = { fromMs: sampleTimeMs, toMs: sampleTimeMs + 3_600_000 };
  const asked: string[] = [];
  const calls = (status: object): Calls => ({
    startQueryExecution: async () => ({ ...none, QueryExecutionId: 'q1' }),
    getQueryExecution: async () => ({ ...none, QueryExecution: { Status: status } }),
    getQueryResults: async () => none,
    stopQueryExecution: async ({ QueryExecutionId = '' }) => {
      asked.push(QueryExecutionId);
      return none;
    },
  });
  const ask = (status: object, maxMs = 1_000) =>
    athenaArchive({ ...options, maxMs }, async () => calls(status)).events(hour);

  it('is stopped when its time is over', async () => {
    await expect(ask({ State: 'RUNNING' }, 100)).rejects.toMatchObject({ name: 'QueryError', code: 'timed_out' });
    expect(asked).toEqual(['q1']);
  });

  it('is too broad when the workgroup stops it for what it reads', async () => {
    const status = { State: 'CANCELLED', StateChangeReason: 'Query cancelled! : Bytes scanned limit was exceeded' };
    await expect(ask(status)).rejects.toMatchObject({ name: 'QueryError', code: 'too_broad' });
  });

  it.each([true, false])(
    'fails with what Athena says of trying again (%s), and quotes no reason',
    async (Retryable) => {
      const status = {
        State: 'FAILED',
        StateChangeReason: "near 'secret'",
        AthenaError: { Retryable, ErrorType: 233 },
      };
      const error: unknown = await ask(status).catch((cause: unknown) => cause);
      expect(error).toMatchObject({ name: 'PortError', port: 'archive', retryable: Retryable });
      expect(String((error as Error).cause)).not.toContain('secret');
    },
  );

  it.each(['x"; DROP', '', 'a-b'])('is refused for the database %j', (database) => {
    expect(() => athenaArchive({ ...options, database })).toThrow(RangeError);
  });
});
