import { describeReadFailure, type ReadFailureCode } from '@bellwether/log-model';
import { type LocalState, type InputRecord, probeFile } from '@bellwether/local-adapters';
import { rememberBatch, type LearntCore, type RememberPorts, type TellPolicy } from '@bellwether/pipeline';
import type { InputFile } from './collect-files.ts';
import { logGroupOf } from './log-group-of.ts';
import { UnreadableRest } from './open-bytes.ts';
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
  /** `ok`: read in whole. `failed`: something of it could not be read; `problems` say what. `skipped`: holds no events by nature. */
  readonly outcome: 'ok' | 'failed' | 'skipped';
  readonly problems: readonly string[];
  /** Records read in this run; 0 when an earlier run had read all of it. */
  readonly newRecords: number;
  readonly input: InputRecord;
}

export interface AnalyzeFileParts {
  readonly state: LocalState;
  readonly ports: RememberPorts;
  readonly policy: TellPolicy;
  readonly core: LearntCore;
  readonly progress: Progress;
  /** Events of the run so far, for the progress line. */
  readonly counter: { events: number };
}

const unreadableWords: Readonly<Partial<Record<ReadFailureCode, string>>> = {
  not_text: 'no text',
  too_long: 'longer than what is read of one record; the beginning is in quarantine',
  bad_json: 'cut off or broken JSON',
  bad_shape: 'without a field that its format requires',
  bad_timestamp: 'without a time that can be read',
  bad_gzip: 'broken gzip data',
  truncated_gzip: 'gzip data that ends too early',
};

const problemsOf = (input: InputRecord, damage: UnreadableRest | undefined): readonly string[] => {
  const problems: string[] = [];
  if (damage) problems.push(describeReadFailure(damage.failure));
  const unreadable = Object.entries(input.totals.unreadable).filter(([, count]) => count > 0);
  for (const [code, count] of unreadable) {
    problems.push(
      `${count} ${count === 1 ? 'record was' : 'records were'} ${unreadableWords[code as ReadFailureCode] ?? code}.`,
    );
  }
  if (input.sizeBytes === 0) problems.push('The file is empty.');
  else if (input.totals.received === 0 && !damage) problems.push('The file holds no records.');
  else if (input.totals.classified === 0 && !damage && unreadable.length > 0)
    problems.push('The file is no log that can be read.');
  return problems;
};

/**
 * Analyses one file, from where an earlier run stopped. Each batch commits in one transaction: its counts, findings,
 * templates and the position in the file. A run that is killed loses nothing and counts nothing twice.
 */
export const analyzeFile = async (parts: AnalyzeFileParts, file: InputFile): Promise<AnalyzedFile> => {
  const { state } = parts;
  const { input: begun } = await state.inputs.begin(file.path, await probeFile(file.path));
  const origin = { account: '', region: '', logGroup: logGroupOf(file.name), logStream: file.name };
  const reader = createFileReader(begun.id, origin, file.modifiedMs, begun.totals.lastEventMs);
  const skipped = begun.committedRecords;
  let ordinal = 0;
  let committed = skipped;

  const commit = async (batch: FileBatch): Promise<void> => {
    if (batch.settledUnits <= committed) return;
    const events = await parts.core.understand(batch.records);
    await state.transaction(async () => {
      await rememberBatch(parts.ports, parts.policy, {
        shard: begun.id,
        firstSequence: sequenceOf(committed),
        lastSequence: sequenceOf(batch.settledUnits - 1),
        events,
        quarantined: batch.quarantined,
        tally: batch.tally,
      });
      await parts.core.save();
      await state.inputs.commitProgress(begun.id, {
        committedRecords: batch.settledUnits,
        committedBytes: 0,
        totals: totalsOf(batch, events),
      });
    });
    committed = batch.settledUnits;
    parts.counter.events += events.length;
  };

  const takeChunk = async (chunk: UnitChunk): Promise<void> => {
    for (const unit of chunk.units) {
      if (ordinal >= skipped) reader.take(unit, ordinal);
      else if (ordinal < rereadUnits) reader.prepare(unit, ordinal);
      ordinal += 1;
      // Cut at the same units in every run, so that a batch given again after a crash writes the same archive objects.
      if (ordinal > skipped && ordinal % batchUnits === 0) await commit(reader.cut(false, ordinal));
    }
    parts.progress.update(file.name, chunk.readBytes, parts.counter.events);
  };

  let damage: UnreadableRest | undefined;
  let notEvents: string | undefined;
  try {
    for await (const chunk of readUnits(file.path)) {
      await takeChunk(chunk);
      notEvents = chunk.notEvents;
    }
  } catch (error) {
    if (!(error instanceof UnreadableRest)) throw error;
    damage = error;
  }
  await commit(reader.cut(true, ordinal));

  const read = await state.inputs.get(begun.id);
  if (!read) throw new Error(`The state has lost its record of ${file.name}.`);
  const problems = notEvents === undefined ? problemsOf(read, damage) : [`The file is ${notEvents}.`];
  const outcome = notEvents !== undefined ? 'skipped' : problems.length > 0 ? 'failed' : 'ok';
  await state.inputs.finish(begun.id, outcome === 'failed' ? 'failed' : 'done', problems[0]);
  const input = (await state.inputs.get(begun.id)) ?? read;
  return { name: file.name, inputId: begun.id, outcome, problems, newRecords: committed - skipped, input };
};
