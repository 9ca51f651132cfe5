import { BIGINT, VARCHAR } from '@duckdb/node-api';
import { identify, type StreamState } from '@bellwether/log-model';
import { toBig } from './big-number.ts';
import type { ContentMark } from './content-mark.ts';
import type { Database, Row, Session } from './database.ts';
import { findAtPath, findByContent, markIn, type FoundInput, type ProbePath } from './find-input.ts';
import { addInputTotals, emptyTotals, readTotals } from './input-totals.ts';
import type { InputTotals } from './input-totals.ts';
import { probedBytes } from './probe-file.ts';
import type { InputProbe } from './probe-file.ts';

export type InputStatus = 'running' | 'done' | 'failed';

/** One generation of one input file, and how far it was read. */
export interface InputRecord {
  /** Deterministic, of path and generation; the `shard` under which its counts are kept. */
  readonly id: string;
  /** Where its content was first read. */
  readonly path: string;
  /** What its user called it then; the log group of its events is made of that. The path where nobody said. */
  readonly name: string;
  /** 1 for the first content seen under this path, one more each time other content took its place. */
  readonly generation: number;
  readonly sizeBytes: number;
  /** Records whose effects are committed; reading goes on after them. */
  readonly committedRecords: number;
  /** Where the content, after decompression, ended in a record without an end; 0 otherwise. Bytes. */
  readonly committedBytes: number;
  /** In which state reading goes on; absent where nothing was read line by line, or by a release that did not keep it. */
  readonly lineState?: StreamState;
  /** The content that was read, up to the committed position or a little further; absent until something was committed. */
  readonly content?: ContentMark;
  readonly status: InputStatus;
  /** Why it failed: one sentence. */
  readonly failure?: string;
  readonly totals: InputTotals;
}

export interface InputBeginning {
  readonly input: InputRecord;
  /**
   * `new`: never seen. `resumed`: same content, perhaps grown. `renamed`: the content of an input that was read under another
   * name, perhaps grown. `replaced`: other content under a known path.
   */
  readonly how: 'new' | 'resumed' | 'renamed' | 'replaced';
  /** Bytes that follow the committed content; none where there is nothing new. At most two. */
  readonly nextBytes: Uint8Array;
}

export interface BeginOptions {
  /** What the user calls the file. */
  readonly name?: string;
  /** Probes the file at another path; there is no other file when absent. */
  readonly probePath?: ProbePath;
}

/** What one commit adds. Positions are absolute, `totals` are what came since the last commit. */
export interface InputProgress {
  readonly committedRecords: number;
  readonly committedBytes: number;
  readonly totals: Partial<InputTotals>;
  /** Identifies the content that was read until now, at or after the committed position. */
  readonly content?: ContentMark;
  readonly lineState?: StreamState;
}

/** What was read of which file: the ledger that makes a second run go on where the first stopped. */
export interface InputLedger {
  /**
   * Takes up a file: finds its record by path and content, or by its content alone (renamed, compressed, copied), or makes one,
   * and marks it `running`. A record keeps the path and the name that it was made with.
   */
  begin(path: string, probe: InputProbe, options?: BeginOptions): Promise<InputBeginning>;
  /** Call inside the transaction that writes the same records' counts, findings and templates. */
  commitProgress(inputId: string, progress: InputProgress): Promise<void>;
  finish(inputId: string, status: 'done' | 'failed', failure?: string): Promise<void>;
  get(inputId: string): Promise<InputRecord | undefined>;
  /** Every record, by path, then generation. */
  list(): Promise<readonly InputRecord[]>;
}

const contentOf = (row: Row): Pick<InputRecord, 'content'> => {
  const content = markIn(row);
  return content === undefined ? {} : { content };
};

const toInput = (row: Row, totals: InputTotals): InputRecord => ({
  id: String(row['id']),
  path: String(row['path']),
  name: String(row['name'] ?? row['path']),
  generation: Number(row['generation']),
  sizeBytes: Number(row['size_bytes']),
  committedRecords: Number(row['committed_records']),
  committedBytes: Number(row['committed_bytes']),
  ...(typeof row['line_state'] === 'string' ? { lineState: JSON.parse(row['line_state']) as StreamState } : {}),
  ...contentOf(row),
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

const makeInput = async (session: Session, path: string, name: string, generation: number): Promise<string> => {
  const id = `${identify('input', path)}-${generation}`;
  await session.run(
    `INSERT INTO inputs (id, path, name, generation, fingerprint_hash, fingerprint_bytes, size_bytes, committed_records, committed_bytes, status)
     VALUES ($1, $2, $3, $4::INTEGER, '', 0, 0, 0, 0, 'running')`,
    [id, path, name, toBig(generation)],
    [VARCHAR, VARCHAR, VARCHAR, BIGINT],
  );
  return id;
};

const beginInput = async (
  session: Session,
  path: string,
  probe: InputProbe,
  { name = path, probePath = async () => undefined }: BeginOptions = {},
): Promise<InputBeginning> => {
  const [known] = await session.rows(
    'SELECT * FROM inputs WHERE path = $1 ORDER BY generation DESC LIMIT 1',
    [path],
    [VARCHAR],
  );
  const atPath = known === undefined ? undefined : await findAtPath(known, probe);
  const found: FoundInput | undefined = atPath ?? (await findByContent(session, path, probe, probePath));
  const id =
    found?.id ??
    // Logs of one path share a baseline, whatever its user calls it now.
    (await makeInput(session, path, String(known?.['name'] ?? name), Number(known?.['generation'] ?? 0) + 1));
  const fingerprintBytes = Math.min(probe.sizeBytes, probedBytes);
  await session.run(
    `UPDATE inputs SET fingerprint_hash = $2, fingerprint_bytes = $3, size_bytes = $4, status = 'running', failure = NULL
     WHERE id = $1`,
    [id, await probe.hashFirst(fingerprintBytes), toBig(fingerprintBytes), toBig(probe.sizeBytes)],
    [VARCHAR, VARCHAR, BIGINT, BIGINT],
  );
  const input = await readInput(session, id);
  if (input === undefined) {
    throw new Error('The input was not stored.');
  }
  const how = atPath ? 'resumed' : found ? 'renamed' : known === undefined ? 'new' : 'replaced';
  return { input, how, nextBytes: found?.nextBytes ?? new Uint8Array() };
};

const commit = async (session: Session, inputId: string, progress: InputProgress): Promise<void> => {
  const { content, lineState } = progress;
  const { firstEventMs, lastEventMs } = progress.totals;
  const changed = await session.rows(
    `UPDATE inputs SET committed_records = $2, committed_bytes = $3,
       first_event_ms = least(first_event_ms, $4), last_event_ms = greatest(last_event_ms, $5),
       content_bytes = coalesce($6, content_bytes), start_hash = coalesce($7, start_hash), head_hash = coalesce($8, head_hash),
       tail_hash = coalesce($9, tail_hash), line_state = coalesce($10, line_state)
     WHERE id = $1 AND committed_records <= $2 RETURNING id`,
    [
      inputId,
      toBig(progress.committedRecords),
      toBig(progress.committedBytes),
      firstEventMs === undefined ? null : toBig(firstEventMs),
      lastEventMs === undefined ? null : toBig(lastEventMs),
      content === undefined ? null : toBig(content.contentBytes),
      content?.startHash ?? null,
      content?.headHash ?? null,
      content?.tailHash ?? null,
      lineState === undefined ? null : JSON.stringify(lineState),
    ],
    [VARCHAR, BIGINT, BIGINT, BIGINT, BIGINT, BIGINT, VARCHAR, VARCHAR, VARCHAR, VARCHAR],
  );
  if (changed.length === 0) {
    throw new Error('There is no such input, or it is committed beyond this position already.');
  }
  await addInputTotals(session, inputId, progress.totals);
};

/** The ledger in the state's database. */
export const inputLedger = (database: Database): InputLedger => ({
  begin: (path, probe, options) =>
    database.work('inputs', 'begin', (session) => beginInput(session, path, probe, options)),
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
