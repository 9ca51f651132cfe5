import {
  type Dataset,
  decodeEnvelope,
  expandBatches,
  isAccountLevel,
  isBatch,
  type RawRecord,
  type ReadFailure,
  type RecordOrigin,
  type StreamState,
} from '@bellwether/log-model';
import { isEnvelope } from './is-envelope.ts';
import type { BatchEnd, LineGroup, OpenedItem, QuarantineAddress, SequenceRange } from './opened-item.ts';
import type { Provenance } from './provenance.ts';

/** One line of a text file, or one object of a JSON record array; numbered in file order. */
export type Unit = (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'failure'; readonly failure: ReadFailure; readonly excerpt: string }
) & {
  /** Number of its line, from 1, where that is not its own number; 0 where it is not known. */
  readonly line?: number;
};

/** Some units of a file, in order. */
export interface FileUnits {
  readonly units: readonly Unit[];
}

/** The unit that an earlier run saw without its end, and where the file ended then, in bytes. It is read again, whole. */
export interface OpenUnit {
  readonly ordinal: number;
  readonly openEnd: number;
}

/** A file and how far it was read. */
export interface FileInput {
  /** Names the file as a shard of its own. */
  readonly inputId: string;
  readonly origin: RecordOrigin;
  /** Resolves missing years and times: when the file was last written, epoch milliseconds UTC. */
  readonly modifiedMs: number;
  /** When it is read, epoch milliseconds UTC: no event is believed that lies more than a day after it. `modifiedMs` when absent. */
  readonly readMs?: number;
  /** Units that an earlier run has committed. */
  readonly committedUnits: number;
  /** The latest event of earlier runs; a record without a time of its own happened then. */
  readonly lastEventMs?: number;
  readonly openUnit?: OpenUnit;
  /** The state of the lines after the committed units; when absent, those are read again, without effect, to find it. */
  readonly lineState?: StreamState;
}

/** Units of a batch: what is understood and committed together. */
const batchUnits = 5_000;

/** Digits of a unit's number and of a byte position in a sequence; sequences compare as strings of equal length. */
const ordinalDigits = 14;
const positionDigits = 14;

/** @param openEnd  for a unit that is read again: between what was read of it then and the next unit */
export const unitSequence = (ordinal: number, openEnd = 0): string =>
  ordinal.toString().padStart(ordinalDigits, '0') + openEnd.toString().padStart(positionDigits, '0');

/** Lines at the beginning of a file that show its kind. */
const kindLines = 64;

/**
 * Nobody configures a laptop, so a file is declared by its kind: it contains the account-level datasets that its first lines show. A line
 * of another one, far down in an application's log, is only claimed. Nothing is acted on there: a remediation is rehearsed at most.
 *
 * @param headLines  lines that show the kind; of those no run that goes on in the middle misses one
 */
const declaredByKind = (from: Provenance, headLines: number): NonNullable<LineGroup['provenanceOf']> => {
  const kinds = new Map<Dataset, Provenance>();
  return (record, line) => {
    const { dataset } = record;
    if (!kinds.has(dataset) && (line < headLines || !isAccountLevel(record)))
      kinds.set(dataset, { ...from, declaredDataset: dataset });
    return kinds.get(dataset) ?? from;
  };
};

/** The units of one file as items. */
export interface FileSource {
  batches(chunks: AsyncIterable<FileUnits>): AsyncGenerator<Iterable<OpenedItem | BatchEnd>, void, undefined>;
  /** Units whose outcome is certain once the batch that ended last is committed: reading may go on after them. */
  readonly finishedUnits: number;
}

export const openFile = (file: FileInput, unitsPerBatch: number = batchUnits): FileSource => {
  const { inputId, origin, modifiedMs, committedUnits, openUnit, lineState } = file;
  let latestMs = file.lastEventMs;
  let ordinal = 0;
  let finishedUnits = committedUnits;
  let firstSequence = openUnit ? unitSequence(openUnit.ordinal, openUnit.openEnd) : unitSequence(committedUnits);

  /** Lines of units whose number is not theirs, until they are settled. */
  const lines = new Map<number, number>();
  const lineOf = (unit: number): number => lines.get(unit) ?? unit + 1;

  const openEndOf = (unit: number): number => (unit === openUnit?.ordinal ? openUnit.openEnd : 0);
  const sequenceOf = (unit: number): string => unitSequence(unit, openEndOf(unit));
  const idOf = (unit: number, index?: number): string => {
    const openEnd = openEndOf(unit);
    return `${inputId}/${unit}${openEnd === 0 ? '' : `@${openEnd}`}${index === undefined ? '' : `/${index}`}`;
  };

  /** @param index  of the record in a unit that contains several */
  const addressOf = (unit: number, isWholeEnvelope: boolean, index?: number): QuarantineAddress => ({
    path: `quarantine/input=${inputId}/${sequenceOf(unit)}${index === undefined ? '' : `-${index}`}`,
    origin: `${origin.logGroup}, record ${unit + 1}`,
    // Under the id that its event would have had, so that a replay gives it that.
    position: {
      shard: inputId,
      sequence: sequenceOf(unit),
      arrivalMs: latestMs ?? modifiedMs,
      ...(isWholeEnvelope ? {} : { line: { ordinal: index ?? 0, id: idOf(unit, index), ...origin } }),
    },
  });

  /** @param unit  the unit that contains the lines; absent for the file's own, which are units */
  const groupOf = (of: RecordOrigin, unit?: number): LineGroup => {
    const provenance: Provenance = {
      ingestionPath: 'file',
      origin: of,
      ...(of.account ? { sendingAccount: of.account } : {}),
    };
    const provenanceOf = declaredByKind(provenance, unit === undefined ? kindLines : 1);
    return {
      provenance,
      provenanceOf,
      receivedMs: modifiedMs,
      believedUntilMs: Math.max(modifiedMs, file.readMs ?? modifiedMs),
      positionOf: (line, raw, record) => {
        const timestampMs = record.timestampMs ?? raw.timestampMs;
        if (timestampMs !== undefined) latestMs = Math.max(latestMs ?? timestampMs, timestampMs);
        const lineNumber = lineOf(unit ?? line);
        return {
          origin: of,
          ...(lineNumber > 0 ? { line: lineNumber } : {}),
          sequence: sequenceOf(unit ?? line),
          arrivalMs: timestampMs ?? latestMs ?? modifiedMs,
          fallbackId: raw.id || (unit === undefined ? idOf(line) : idOf(unit, line)),
          provenance: provenanceOf(record, line),
        };
      },
      quarantineOf: (line, { text }) =>
        unit === undefined ? addressOf(line, isEnvelope(text)) : addressOf(unit, isEnvelope(text), line),
    };
  };
  const plainGroup = groupOf(origin);
  const ownGroup: LineGroup = { ...plainGroup, ...(lineState === undefined ? {} : { state: lineState }) };

  const linesOf = (of: RecordOrigin, lines: readonly RawRecord[]): OpenedItem => ({
    kind: 'lines',
    group: groupOf(of, ordinal),
    lines,
  });
  const unreadable = (failure: ReadFailure, text: string, records = 1): OpenedItem => {
    const bytes = new TextEncoder().encode(text);
    return { kind: 'unreadable', failure, address: addressOf(ordinal, isEnvelope(text)), bytes, records };
  };
  const line = (text: string): OpenedItem => ({ kind: 'line', group: ownGroup, ordinal, raw: { text } });

  const openEnvelope = (text: string): readonly OpenedItem[] => {
    const envelope = decodeEnvelope(new TextEncoder().encode(text));
    switch (envelope.kind) {
      case 'control':
        return [{ kind: 'dropped', reason: 'control_message', records: 1 }];
      case 'failure':
        return [unreadable(envelope.failure, text)];
      case 'data': {
        const lines = linesOf({ ...origin, ...envelope.origin }, expandBatches(envelope.events));
        if (envelope.unreadable === 0) return [lines];
        const failure: ReadFailure = { code: 'bad_shape', format: 'cloudwatch-envelope', field: 'logEvents' };
        return [lines, unreadable(failure, text, envelope.unreadable)];
      }
      default:
        return [line(text)];
    }
  };

  const open = (unit: Unit): readonly OpenedItem[] => {
    if (unit.kind === 'failure') return [unreadable(unit.failure, unit.excerpt)];
    if (isBatch(unit.text)) return [linesOf(origin, expandBatches([{ text: unit.text }]))];
    return isEnvelope(unit.text) ? openEnvelope(unit.text) : [line(unit.text)];
  };

  const reread = (unit: Unit, group: LineGroup): readonly OpenedItem[] =>
    unit.kind !== 'text' || isEnvelope(unit.text) || isBatch(unit.text)
      ? []
      : [{ kind: 'reread', group, ordinal, raw: { text: unit.text } }];

  const rangeOf = (nextUnits: number, received: number): SequenceRange | undefined => {
    // A unit that is read again settles no further one, but has come to something.
    if (nextUnits <= finishedUnits && received === 0) return undefined;
    const isFurther = nextUnits > finishedUnits;
    const range = { firstSequence, lastSequence: isFurther ? unitSequence(nextUnits - 1) : firstSequence };
    finishedUnits = Math.max(finishedUnits, nextUnits);
    firstSequence = unitSequence(finishedUnits);
    for (const unit of lines.keys()) if (unit < finishedUnits) lines.delete(unit);
    return range;
  };

  const endOf = (isLast: boolean): BatchEnd => {
    const next = ordinal;
    return {
      kind: 'end',
      shard: inputId,
      isWhole: isLast,
      rangeOf: (heldFrom, received) => rangeOf(heldFrom ?? next, received),
    };
  };

  function* itemsOf(units: readonly Unit[]): Generator<OpenedItem | BatchEnd, void, undefined> {
    for (const unit of units) {
      if (unit.line !== undefined) lines.set(ordinal, unit.line);
      if (ordinal >= committedUnits || ordinal === openUnit?.ordinal) yield* open(unit);
      else if (lineState === undefined) yield* reread(unit, ownGroup);
      // The state says how lines are read, not what kinds the file begins with.
      else if (ordinal < kindLines) yield* reread(unit, plainGroup);
      ordinal += 1;
      // Cut at the same units in every run, so that a batch given again after a crash writes the same archive objects.
      if (ordinal % unitsPerBatch === 0 && ordinal > committedUnits) yield endOf(false);
    }
  }

  return {
    async *batches(chunks) {
      for await (const { units } of chunks) yield itemsOf(units);
      yield [endOf(true)];
    },
    get finishedUnits() {
      return finishedUnits;
    },
  };
};
