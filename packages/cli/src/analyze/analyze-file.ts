import { type LocalState, type InputRecord, probeFile } from '@bellwether/local-adapters';
import { commitBatch, type LearntCore, type CommitPorts, type NotifyPolicy } from '@bellwether/pipeline';
import type { InputFile } from './collect-files.ts';
import { judgeFile, type FileDamage, type FileOutcome } from './judge-file.ts';
import { logGroupOf } from './log-group-of.ts';
import { UnreadableRest } from './open-bytes.ts';
import { goesOnAt, isPlainFile } from './open-end.ts';
import type { Progress } from './progress.ts';
import { createFileReader, rereadUnits, sequenceOf, type FileBatch } from './read-file.ts';
import { readUnits, type UnitChunk } from './read-units.ts';
import { totalsOf } from './totals-of.ts';

/** Units of a batch: what is understood and committed together. */
const batchUnits = 5_000;

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
  readonly ports: CommitPorts;
  readonly policy: NotifyPolicy;
  readonly core: LearntCore;
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
  const { state } = parts;
  const { input: begun } = await state.inputs.begin(file.path, await probeFile(file.path));
  const origin = { account: '', region: '', logGroup: logGroupOf(file.name), logStream: file.name };
  const skipped = begun.committedRecords;
  const isPlain = await isPlainFile(file.path);
  const goesOn = isPlain && begun.committedBytes > 0 && (await goesOnAt(file.path, begun.committedBytes));
  const openUnit = goesOn ? { ordinal: skipped - 1, openEnd: begun.committedBytes } : undefined;
  const reader = createFileReader(begun.id, origin, file.modifiedMs, begun.totals.lastEventMs, openUnit);
  let ordinal = 0;
  let committed = skipped;
  let firstSequence = openUnit ? sequenceOf(openUnit.ordinal, openUnit.openEnd) : sequenceOf(skipped);
  let newRecords = 0;
  /** Where the file ended, in bytes, when its last unit had no end; 0 otherwise, and where positions mean nothing. */
  let openEnd = 0;

  const commit = async (batch: FileBatch): Promise<void> => {
    // A unit that is read again settles no further one, but has come to something.
    if (batch.settledUnits <= committed && batch.accounting.received === 0) return;
    const settledUnits = Math.max(committed, batch.settledUnits);
    const events = await parts.core.understand(batch.records);
    await state.transaction(async () => {
      await commitBatch(parts.ports, parts.policy, {
        shard: begun.id,
        firstSequence,
        lastSequence: settledUnits > committed ? sequenceOf(settledUnits - 1) : firstSequence,
        events,
        quarantined: batch.quarantined,
        accounting: batch.accounting,
      });
      await parts.core.save();
      await state.inputs.commitProgress(begun.id, {
        committedRecords: settledUnits,
        committedBytes: openEnd,
        totals: totalsOf(batch, events),
      });
    });
    committed = settledUnits;
    firstSequence = sequenceOf(committed);
    newRecords += batch.accounting.received;
    parts.counter.events += events.length;
  };

  const takeChunk = async (chunk: UnitChunk): Promise<void> => {
    if (chunk.isEnd && chunk.units.length > 0 && isPlain) openEnd = chunk.readBytes;
    for (const unit of chunk.units) {
      if (ordinal >= skipped || ordinal === openUnit?.ordinal) reader.take(unit, ordinal);
      else if (ordinal < rereadUnits) reader.prepare(unit, ordinal);
      ordinal += 1;
      // Cut at the same units in every run, so that a batch given again after a crash writes the same archive objects.
      if (ordinal % batchUnits !== 0) continue;
      if (ordinal > skipped) await commit(reader.cut(false, ordinal));
      if (parts.signal?.aborted) throw new StoppedEarly();
    }
    parts.progress.update(file.name, chunk.readBytes, parts.counter.events);
  };

  let damage: FileDamage | undefined;
  let notEvents: string | undefined;
  let readBytes = 0;
  const chunks = readUnits(file.path);
  try {
    for (;;) {
      const next = await chunks.next().catch((error: unknown) => {
        damage = damageOf(error);
        return { done: true } as const;
      });
      if (next.done) break;
      await takeChunk(next.value);
      notEvents = next.value.notEvents;
      readBytes = next.value.readBytes;
    }
  } finally {
    await chunks.return();
  }
  await commit(reader.cut(true, ordinal));

  const read = await state.inputs.get(begun.id);
  if (!read) throw new Error(`The state has lost its record of ${file.name}.`);
  const { outcome, problems } = judgeFile(read.totals, { readBytes, damage, notEvents });
  await state.inputs.finish(begun.id, outcome === 'failed' ? 'failed' : 'done', problems[0]);
  const input = (await state.inputs.get(begun.id)) ?? read;
  return { name: file.name, inputId: begun.id, outcome, problems, newRecords, input };
};
