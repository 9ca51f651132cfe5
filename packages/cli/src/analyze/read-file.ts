import {
  decodeEnvelope,
  describeReadFailure,
  expandBatches,
  isBatch,
  openStream,
  type ReadFailure,
  type RecordOrigin,
  type StreamOutcome,
  type StreamReader,
} from '@bellwether/log-model';
import { type PlacedRecord, AccountingCounter, type RecordAccounting } from '@bellwether/pipeline';
import type { QuarantinedRecord } from '@bellwether/ports';
import { isEnvelope } from './is-envelope.ts';
import type { Unit } from './split-units.ts';

/** What one batch of units came to, not yet understood. */
export interface FileBatch {
  readonly records: readonly PlacedRecord[];
  readonly quarantined: readonly QuarantinedRecord[];
  readonly accounting: RecordAccounting;
  /** Units whose outcome is certain: reading may go on behind them after a crash. */
  readonly settledUnits: number;
}

/** Units that are read again, without effect, when a file is taken up in the middle: its header lines are among them. */
export const rereadUnits = 64;

/** Digits of a unit's number and of a byte position in a sequence; sequences compare as strings of equal length. */
const ordinalDigits = 14;
const positionDigits = 14;

/**
 * The sequence of a unit.
 *
 * @param openEnd  for a unit that is read again because the file went on in it: where the file had ended before, in
 *   bytes, so that it stands behind what was read of it then and before the next unit
 */
export const sequenceOf = (ordinal: number, openEnd = 0): string =>
  ordinal.toString().padStart(ordinalDigits, '0') + openEnd.toString().padStart(positionDigits, '0');

/** The unit that an earlier run saw without its end, and where the file ended then, in bytes. */
export interface OpenUnit {
  readonly ordinal: number;
  readonly openEnd: number;
}

/** Reads the units of one file in order. Stateful: the format, header lines and open stack traces live across batches. */
export interface FileReader {
  /** Takes a unit; `ordinal` counts from 0 through the whole file. */
  take(unit: Unit, ordinal: number): void;
  /** Takes a unit of the file's beginning again, for what it says of the others. */
  prepare(unit: Unit, ordinal: number): void;
  /** Gives away what was gathered since the last batch; `isLast` also closes what is held open. */
  cut(isLast: boolean, nextOrdinal: number): FileBatch;
}

export const createFileReader = (
  inputId: string,
  origin: RecordOrigin,
  /** Resolves missing years and times: when the file was last written, epoch milliseconds UTC. */
  modifiedMs: number,
  lastEventMs: number | undefined,
  /** Read again, whole, as a record of its own. */
  openUnit?: OpenUnit,
): FileReader => {
  const stream: StreamReader = openStream(origin, { receivedMs: modifiedMs });
  let records: PlacedRecord[] = [];
  let quarantined: QuarantinedRecord[] = [];
  let accounting = new AccountingCounter();
  /** A record without a time of its own happened when the latest before it did. */
  let latestMs = lastEventMs;
  const openEndOf = (ordinal: number): number => (ordinal === openUnit?.ordinal ? openUnit.openEnd : 0);
  const sequenceHere = (ordinal: number): string => sequenceOf(ordinal, openEndOf(ordinal));

  const idOf = (unit: number, index: number | undefined): string => {
    const openEnd = openEndOf(unit);
    return `${inputId}/${unit}${openEnd === 0 ? '' : `@${openEnd}`}${index === undefined ? '' : `/${index}`}`;
  };

  const refuse = (failure: ReadFailure, text: string, ordinal: number, index: number | undefined): void => {
    accounting.unreadable(failure.code);
    quarantined.push({
      path: `quarantine/input=${inputId}/${sequenceHere(ordinal)}${index === undefined ? '' : `-${index}`}`,
      reason: failure.code,
      sentence: describeReadFailure(failure),
      origin: `${origin.logGroup}, record ${ordinal + 1}`,
      // Under the id that its event would have had, so that a replay gives it that.
      place: {
        shard: inputId,
        sequence: sequenceHere(ordinal),
        arrivalMs: latestMs ?? modifiedMs,
        ...(isEnvelope(text) ? {} : { line: { ordinal: index ?? 0, id: idOf(ordinal, index), ...origin } }),
      },
      bytes: new TextEncoder().encode(text),
    });
  };

  const settle = (outcomes: readonly StreamOutcome[], of: RecordOrigin, unitOrdinal?: number): void => {
    for (const { ordinal, raw, outcome } of outcomes) {
      const unit = unitOrdinal ?? ordinal;
      const index = unitOrdinal === undefined ? undefined : ordinal;
      if (outcome.kind === 'dropped') accounting.dropped(outcome.reason);
      else if (outcome.kind === 'failure') refuse(outcome.failure, raw.text, unit, index);
      else {
        accounting.classified();
        const timestampMs = outcome.record.timestampMs ?? raw.timestampMs;
        if (timestampMs !== undefined) latestMs = Math.max(latestMs ?? timestampMs, timestampMs);
        records.push({
          record: outcome.record,
          place: {
            origin: of,
            sequence: sequenceHere(unit),
            arrivalMs: timestampMs ?? latestMs ?? modifiedMs,
            fallbackId: raw.id || idOf(unit, index),
          },
        });
      }
    }
  };

  const takeEnvelope = (text: string, ordinal: number): boolean => {
    const envelope = decodeEnvelope(new TextEncoder().encode(text));
    if (envelope.kind === 'control') accounting.dropped('control_message');
    if (envelope.kind === 'failure') refuse(envelope.failure, text, ordinal, undefined);
    if (envelope.kind === 'data') {
      const inner = { ...origin, ...envelope.origin };
      const lines = openStream(inner, { receivedMs: modifiedMs });
      for (const [index, event] of envelope.events.entries()) settle(lines.push(event, index), inner, ordinal);
      settle(lines.flush(), inner, ordinal);
      if (envelope.unreadable > 0) {
        refuse({ code: 'bad_shape', format: 'cloudwatch-envelope', field: 'logEvents' }, text, ordinal, undefined);
      }
    }
    return envelope.kind !== 'other';
  };

  /** Takes the records of an OTLP batch, a stream of its own as an envelope is. */
  const takeBatch = (text: string, ordinal: number): void => {
    const lines = openStream(origin, { receivedMs: modifiedMs });
    for (const [index, line] of expandBatches([{ text }]).entries()) settle(lines.push(line, index), origin, ordinal);
    settle(lines.flush(), origin, ordinal);
  };

  return {
    take: (unit, ordinal) => {
      if (unit.kind === 'failure') refuse(unit.failure, unit.excerpt, ordinal, undefined);
      else if (isBatch(unit.text)) takeBatch(unit.text, ordinal);
      else if (!isEnvelope(unit.text) || !takeEnvelope(unit.text, ordinal))
        settle(stream.push({ text: unit.text }, ordinal), origin);
    },
    prepare: (unit, ordinal) => {
      if (unit.kind === 'text' && !isEnvelope(unit.text) && !isBatch(unit.text))
        stream.push({ text: unit.text }, ordinal);
      stream.flush();
    },
    cut: (isLast, nextOrdinal) => {
      if (isLast) settle(stream.flush(), origin);
      const batch = {
        records,
        quarantined,
        accounting: accounting.total(),
        settledUnits: stream.heldFrom ?? nextOrdinal,
      };
      records = [];
      quarantined = [];
      accounting = new AccountingCounter();
      return batch;
    },
  };
};
