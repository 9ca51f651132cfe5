import { type LocalState, type InputRecord, probeFile } from '@bellwether/local-adapters';
import { openFile, type IngestFile, type InTransaction } from '@bellwether/pipeline';
import type { InputFile } from './collect-files.ts';
import { judgeFile, type FileDamage, type FileOutcome } from './judge-file.ts';
import { logGroupOf } from './log-group-of.ts';
import { UnreadableRest } from './open-bytes.ts';
import { goesOnAt, isPlainFile } from './open-end.ts';
import type { Progress } from './progress.ts';
import { readUnits, type UnitChunk } from './read-units.ts';
import { totalsOf } from './totals-of.ts';

/** How one file came out. */
export interface AnalyzedFile {
  readonly name: string;
  readonly inputId: string;
  readonly outcome: FileOutcome;
  readonly problems: readonly string[];
  /** Records read in this run; 0 when an earlier run had read all of it. */
  readonly newRecords: number;
  readonly input: InputRecord;
}

export interface AnalyzeFileParts {
  readonly state: LocalState;
  readonly ingest: IngestFile;
  readonly progress: Progress;
  /** Events of the run so far, for the progress line. */
  readonly counter: { events: number };
  /** Asks the run to stop behind the batch at hand. */
  readonly signal?: AbortSignal;
}

/** The run was asked to stop. What was committed until then stays; running again goes on behind it. */
export class StoppedEarly extends Error {
  constructor() {
    super('The run was stopped.');
    this.name = 'StoppedEarly';
  }
}

/** Errors of the system while the file is read, such as a disk that fails; everything else is not the file's fault. */
const damageOf = (error: unknown): FileDamage => {
  if (error instanceof UnreadableRest) return { kind: 'failure', failure: error.failure };
  const isOfSystem = typeof error === 'object' && error !== null && 'syscall' in error && 'code' in error;
  if (!isOfSystem || error.syscall !== 'read') throw error;
  return { kind: 'system', code: String(error.code) };
};

/**
 * Analyses one file, from where an earlier run stopped. Each batch commits in one transaction: its counts, findings,
 * templates and the position in the file. A run that is killed loses nothing and counts nothing twice.
 *
 * A last line without a line end is read as it is. When the file has gone on in that line since, it is read again, whole,
 * as a record of its own.
 *
 * @throws StoppedEarly when the signal came; PortError when the file cannot be opened, or the state cannot be written
 */
export const analyzeFile = async (parts: AnalyzeFileParts, file: InputFile): Promise<AnalyzedFile> => {
  const { state, counter } = parts;
  const { input: begun } = await state.inputs.begin(file.path, await probeFile(file.path));
  const { committedBytes, committedRecords: committedUnits, totals } = begun;
  const isPlain = await isPlainFile(file.path);
  const goesOn = isPlain && committedBytes > 0 && (await goesOnAt(file.path, committedBytes));
  const source = openFile({
    inputId: begun.id,
    origin: { account: '', region: '', logGroup: logGroupOf(file.name), logStream: file.name },
    modifiedMs: file.modifiedMs,
    committedUnits,
    ...(totals.lastEventMs === undefined ? {} : { lastEventMs: totals.lastEventMs }),
    ...(goesOn ? { openUnit: { ordinal: committedUnits - 1, openEnd: committedBytes } } : {}),
  });
  /** Where the file ended, in bytes, when its last unit had no end; 0 otherwise, and where positions mean nothing. */
  let openEnd = 0;
  let damage: FileDamage | undefined;
  let notEvents: string | undefined;
  let readBytes = 0;

  async function* chunks(): AsyncGenerator<UnitChunk, void, undefined> {
    try {
      for await (const chunk of readUnits(file.path)) {
        if (chunk.isEnd && chunk.units.length > 0 && isPlain) openEnd = chunk.readBytes;
        notEvents = chunk.notEvents;
        readBytes = chunk.readBytes;
        yield chunk;
        parts.progress.update(file.name, readBytes, counter.events);
      }
    } catch (error) {
      damage = damageOf(error);
    }
  }

  const inTransaction: InTransaction = async (batch, commit) => {
    await state.transaction(async () => {
      await commit();
      await state.inputs.commitProgress(begun.id, {
        committedRecords: source.settledUnits,
        committedBytes: openEnd,
        totals: totalsOf(batch),
      });
    });
    counter.events += batch.events.length;
    if (!batch.isWhole && parts.signal?.aborted) throw new StoppedEarly();
  };
  const { accounting } = await parts.ingest(source, chunks(), inTransaction);

  const read = await state.inputs.get(begun.id);
  if (!read) throw new Error(`The state has lost its record of ${file.name}.`);
  const { outcome, problems } = judgeFile(read.totals, { readBytes, damage, notEvents });
  await state.inputs.finish(begun.id, outcome === 'failed' ? 'failed' : 'done', problems[0]);
  const input = (await state.inputs.get(begun.id)) ?? read;
  return { name: file.name, inputId: begun.id, outcome, problems, newRecords: accounting.received, input };
};
