import { BIGINT, VARCHAR } from '@duckdb/node-api';
import { identify } from '@bellwether/log-model';
import { toBig } from './big-number.ts';
import type { Database, Row, Session } from './database.ts';
import { addTallies, emptyTotals, readTotals } from './input-tallies.ts';
import type { InputTotals } from './input-tallies.ts';
import { probedBytes } from './probe-file.ts';
import type { InputProbe } from './probe-file.ts';

export type InputStatus = 'running' | 'done' | 'failed';

/** One generation of one input file, and how far it was read. */
export interface InputRecord {
  /** Deterministic, of path and generation; the `shard` under which its counts are kept. */
  readonly id: string;
  readonly path: string;
  /** 1 for the first content seen under this path, one more each time other content took its place. */
  readonly generation: number;
  readonly sizeBytes: number;
  /** Records whose effects are committed; reading goes on behind them. */
  readonly committedRecords: number;
  /** Bytes, of the file as it lies, behind which reading may go on; 0 where the reader cannot say (compressed). */
  readonly committedBytes: number;
  readonly status: InputStatus;
  /** Why it failed: one sentence. */
  readonly failure?: string;
  readonly totals: InputTotals;
}

export interface InputBeginning {
  readonly input: InputRecord;
  /** `new`: never seen. `resumed`: same content, perhaps grown. `replaced`: other content under a known path. */
  readonly how: 'new' | 'resumed' | 'replaced';
}

/** What one commit adds. Positions are absolute, `totals` are what came since the last commit. */
export interface InputProgress {
  readonly committedRecords: number;
  readonly committedBytes: number;
  readonly totals: Partial<InputTotals>;
}

/** What was read of which file: the ledger that makes a second run go on where the first stopped. */
export interface InputLedger {
  /** Takes up a file: finds its record by path and first bytes, or makes one, and marks it `running`. */
  begin(path: string, probe: InputProbe): Promise<InputBeginning>;
  /** Call inside the transaction that writes the same records' counts, findings and templates. */
  commitProgress(inputId: string, progress: InputProgress): Promise<void>;
  finish(inputId: string, status: 'done' | 'failed', failure?: string): Promise<void>;
  get(inputId: string): Promise<InputRecord | undefined>;
  /** Every record, by path, then generation. */
  list(): Promise<readonly InputRecord[]>;
}

const toInput = (row: Row, totals: InputTotals): InputRecord => ({
  id: String(row['id']),
  path: String(row['path']),
  generation: Number(row['generation']),
  sizeBytes: Number(row['size_bytes']),
  committedRecords: Number(row['committed_records']),
  committedBytes: Number(row['committed_bytes']),
  status: String(row['status']) as InputStatus,
  ...(typeof row['failure'] === 'string' ? { failure: row['failure'] } : {}),
  totals: {
    ...totals,
    ...(typeof row['first_event_ms'] === 'number' ? { firstEventMs: row['first_event_ms'] } : {}),
    ...(typeof row['last_event_ms'] === 'number' ? { lastEventMs: row['last_event_ms'] } : {}),
  },
});

const readInput = async (session: Session, inputId: string): Promise<InputRecord | undefined> => {
  const [row] = await session.rows('SELECT * FROM inputs WHERE id = $1', [inputId], [VARCHAR]);
  return row === undefined
    ? undefined
    : toInput(row, (await readTotals(session, [inputId])).get(inputId) ?? emptyTotals);
};

/** The content is the same when the file begins with the bytes seen before and has not shrunk: logs only grow. */
const isSameContent = async (row: Row, probe: InputProbe): Promise<boolean> =>
  probe.sizeBytes >= Number(row['size_bytes']) &&
  probe.sizeBytes >= Number(row['committed_bytes']) &&
  (await probe.hashFirst(Number(row['fingerprint_bytes']))) === row['fingerprint_hash'];

const beginInput = async (session: Session, path: string, probe: InputProbe): Promise<InputBeginning> => {
  const [known] = await session.rows(
    'SELECT * FROM inputs WHERE path = $1 ORDER BY generation DESC LIMIT 1',
    [path],
    [VARCHAR],
  );
  const isSame = known !== undefined && (await isSameContent(known, probe));
  const generation = Number(known?.['generation'] ?? 0) + (isSame ? 0 : 1);
  const id = `${identify('input', path)}-${generation}`;
  const fingerprintBytes = Math.min(probe.sizeBytes, probedBytes);
  await session.run(
    `INSERT INTO inputs (id, path, generation, fingerprint_hash, fingerprint_bytes, size_bytes, committed_records, committed_bytes, status)
     VALUES ($1, $2, $3::INTEGER, $4, $5, $6, 0, 0, 'running')
     ON CONFLICT (id) DO UPDATE SET fingerprint_hash = excluded.fingerprint_hash, fingerprint_bytes = excluded.fingerprint_bytes,
       size_bytes = excluded.size_bytes, status = 'running', failure = NULL`,
    [
      id,
      path,
      toBig(generation),
      await probe.hashFirst(fingerprintBytes),
      toBig(fingerprintBytes),
      toBig(probe.sizeBytes),
    ],
    [VARCHAR, VARCHAR, BIGINT, VARCHAR, BIGINT, BIGINT],
  );
  const input = await readInput(session, id);
  if (input === undefined) {
    throw new Error('The input was not stored.');
  }
  return { input, how: isSame ? 'resumed' : known === undefined ? 'new' : 'replaced' };
};

const commit = async (session: Session, inputId: string, progress: InputProgress): Promise<void> => {
  const { firstEventMs, lastEventMs } = progress.totals;
  const changed = await session.rows(
    `UPDATE inputs SET committed_records = $2, committed_bytes = $3,
       first_event_ms = least(first_event_ms, $4), last_event_ms = greatest(last_event_ms, $5)
     WHERE id = $1 AND committed_records <= $2 RETURNING id`,
    [
      inputId,
      toBig(progress.committedRecords),
      toBig(progress.committedBytes),
      firstEventMs === undefined ? null : toBig(firstEventMs),
      lastEventMs === undefined ? null : toBig(lastEventMs),
    ],
    [VARCHAR, BIGINT, BIGINT, BIGINT, BIGINT],
  );
  if (changed.length === 0) {
    throw new Error('There is no such input, or it is committed beyond this position already.');
  }
  await addTallies(session, inputId, progress.totals);
};

/** The ledger in the state's database. */
export const inputLedger = (database: Database): InputLedger => ({
  begin: (path, probe) => database.work('inputs', 'begin', (session) => beginInput(session, path, probe)),
  commitProgress: (inputId, progress) =>
    database.work('inputs', 'commitProgress', (session) => commit(session, inputId, progress)),
  finish: (inputId, status, failure) =>
    database.work('inputs', 'finish', (session) =>
      session.run(
        'UPDATE inputs SET status = $2, failure = $3 WHERE id = $1',
        [inputId, status, failure ?? null],
        [VARCHAR, VARCHAR, VARCHAR],
      ),
    ),
  get: (inputId) => database.work('inputs', 'get', (session) => readInput(session, inputId)),
  list: () =>
    database.work('inputs', 'list', async (session) => {
      const rows = await session.rows('SELECT * FROM inputs ORDER BY path, generation');
      const totals = await readTotals(
        session,
        rows.map((row) => String(row['id'])),
      );
      return rows.map((row) => toInput(row, totals.get(String(row['id'])) ?? emptyTotals));
    }),
});
