import type { Attributes, RawRecord, ReadOutcome, ReadRecord } from '@bellwether/log-events';
import type { AttributeSet } from '../fields/attribute-set.ts';
import type { Unwrapped } from './unwrapped.ts';

type OfRecord = Extract<ReadOutcome, { readonly kind: 'record' }>;

/** Fields of a line and those around it; what a line has a field of its own for is kept under `labels.wrapping.`. */
export const withAround = (own: Attributes, around: Attributes): AttributeSet => {
  const attributes: AttributeSet = { ...around, ...own };
  for (const name in around) {
    const value = around[name]!;
    if (value !== attributes[name])
      attributes[name.startsWith('labels.') ? `${name}.wrapping` : `labels.wrapping.${name}`] = value;
  }
  return attributes;
};

/** A record with what its wrapping says: the line's own fields, time and level outrank those around it. */
export const withWrapping = ({ record }: OfRecord, wrapping: Unwrapped): OfRecord => {
  const merged: ReadRecord = { ...record, attributes: withAround(record.attributes, wrapping.attributes) };
  const timestampMs = record.timestampMs ?? wrapping.timestampMs;
  const level = record.level ?? wrapping.level;
  return {
    kind: 'record',
    record: {
      ...merged,
      ...(timestampMs === undefined ? {} : { timestampMs }),
      ...(level === undefined ? {} : { level }),
    },
  };
};

/** Completes the outcomes of one stream, in order. */
export interface Completer {
  /** Adds what the wrapping says; a record without a time has that of the dated record before it. */
  complete(outcome: ReadOutcome, raw: RawRecord, wrapping: Unwrapped | undefined): ReadOutcome;
  /** Time of the last dated record, epoch milliseconds UTC; records that were counted without being read set it too. */
  latestMs: number | undefined;
}

/** @param latestMs  time of the last dated record of an earlier stream of the same lines */
export const createCompleter = (latestMs?: number): Completer => {
  const completer: Completer = {
    latestMs,
    complete: (outcome, raw, wrapping) => {
      if (outcome.kind !== 'record') return outcome;
      const { record } = wrapping === undefined ? outcome : withWrapping(outcome, wrapping);
      if (record.timestampMs !== undefined) {
        completer.latestMs = record.timestampMs;
        return record === outcome.record ? outcome : { kind: 'record', record };
      }
      if (completer.latestMs === undefined || raw.timestampMs !== undefined) return { kind: 'record', record };
      return { kind: 'record', record: { ...record, timestampMs: completer.latestMs } };
    },
  };
  return completer;
};
