import { ContentTracker, probeFile, type InputRecord, type LocalState } from '@bellwether/local-adapters';
import { type FailureLedger } from '@bellwether/log-model';
import { storedSketches } from '@bellwether/log-model/failures';
import { emptyAccounting, openFile, type IngestFile, type InTransaction } from '@bellwether/pipeline';
import type { InputFile } from './collect-files.ts';
import { ChangedFile, followContent, followFile } from './follow-content.ts';
import { judgeFile, type FileDamage, type FileOutcome } from './judge-file.ts';
import { logGroupOf } from './log-group-of.ts';
import { isPlainContent, openBytes, openContent, UnreadableRest } from './open-bytes.ts';
import { goesOn } from './goes-on.ts';
import type { Progress, RunCounter } from './progress.ts';
import { unitsOfBytes, type UnitChunk } from './read-units.ts';
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
  /** Observes every event; what changed in it is kept with each batch. */
  readonly ledger: FailureLedger;
  readonly progress: Progress;
  /** How far the run is, for the progress line. */
  readonly counter: RunCounter;
  /** Asks the run to stop after the current batch. */
  readonly signal?: AbortSignal;
}

/** The run was asked to stop. What was committed stays; the next run continues after it. */
export class StoppedEarly extends Error {
  constructor() {
    super('The run was stopped.');
    this.name = 'StoppedEarly';
  }
}

/** Errors of the system while the file is read, such as a disk that fails; everything else is not the file's fault. */
const damageOf = (error: unknown): FileDamage => {
  if (error instanceof ChangedFile) throw error;
  if (error instanceof UnreadableRest)
    return error.unread === undefined
      ? { kind: 'failure', failure: error.failure }
      : { kind: 'unread', ...error.unread };
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
  const probe = await probeFile(file.path, openContent, isPlainContent);
  const { input: begun, nextBytes } = await state.inputs.begin(file.path, probe, {
    name: file.name,
    probePath: (path) => probeFile(path, openContent, isPlainContent).catch(() => undefined),
  });
  const { committedBytes, committedRecords: committedUnits, lineState, totals } = begun;
  const source = openFile({
    inputId: begun.id,
    origin: { account: '', region: '', logGroup: logGroupOf(begun.name), logStream: begun.name },
    modifiedMs: file.modifiedMs,
    readMs: Date.now(),
    committedUnits,
    ...(totals.lastEventMs === undefined ? {} : { lastEventMs: totals.lastEventMs }),
    ...(lineState === undefined ? {} : { lineState }),
    ...(committedBytes > 0 && goesOn(nextBytes)
      ? { openUnit: { ordinal: committedUnits - 1, openEnd: committedBytes } }
      : {}),
  });
  const tracker = new ContentTracker();
  /** Where the content ended, in bytes, when its last unit had no end; 0 otherwise. */
  let openEnd = 0;
  let damage: FileDamage | undefined;
  let notEvents: string | undefined;
  let readBytes = 0;

  async function* chunks(): AsyncGenerator<UnitChunk, void, undefined> {
    try {
      const opened = openBytes(file.path, (rawBytes) => (counter.rawBytes += rawBytes));
      const bytes = begun.content === undefined ? followFile(opened, file.path, probe.identity) : opened;
      for await (const chunk of unitsOfBytes(followContent(bytes, tracker, begun.content))) {
        if (chunk.isEnd && chunk.units.length > 0) openEnd = chunk.readBytes;
        notEvents = chunk.notEvents;
        readBytes = chunk.readBytes;
        yield chunk;
        parts.progress.update(file.name, readBytes, counter);
      }
    } catch (error) {
      damage = damageOf(error);
    }
  }

  const inTransaction: InTransaction = async (batch, commit) => {
    await state.transaction(async () => {
      const counted = await commit();
      for (const { event, line, redacted, changed } of counted.events)
        parts.ledger.observe(event, line, redacted, changed);
      await state.sketches.save(storedSketches(parts.ledger.takeChanges()));
      await state.inputs.commitProgress(begun.id, {
        committedRecords: source.finishedUnits,
        committedBytes: openEnd,
        totals: totalsOf({ ...batch, ...counted }),
        content: tracker.mark(),
        ...(batch.lineState === undefined ? {} : { lineState: batch.lineState }),
      });
    });
    counter.events += batch.events.length;
    if (!batch.isWhole && parts.signal?.aborted) throw new StoppedEarly();
  };
  const { accounting } = await parts.ingest(source, chunks(), inTransaction).catch((error: unknown) => {
    if (!(error instanceof ChangedFile)) throw error;
    damage = { kind: 'changed' };
    return { accounting: emptyAccounting };
  });

  const read = await state.inputs.get(begun.id);
  if (!read) throw new Error(`The state has lost its record of ${file.name}.`);
  const { outcome, problems } = judgeFile(read.totals, { readBytes, damage, notEvents });
  await state.inputs.finish(begun.id, outcome === 'failed' ? 'failed' : 'done', problems[0]);
  const input = (await state.inputs.get(begun.id)) ?? read;
  return { name: file.name, inputId: begun.id, outcome, problems, newRecords: accounting.received, input };
};
