import type { RawRecord, ReadOutcome, ReadRecord } from '@bellwether/log-events';
import type { Unwrapped } from './unwrapped.ts';

type OfRecord = Extract<ReadOutcome, { readonly kind: 'record' }>;

/** A record with what its wrapping says: the line's own fields, time and level outrank those around it. */
export const withWrapping = ({ record }: OfRecord, wrapping: Unwrapped): OfRecord => {
  const merged: ReadRecord = { ...record, attributes: { ...wrapping.attributes, ...record.attributes } };
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

/** Completes the outcomes of one stream, in order: what the wrapping says is added, and a record without a time has that of the dated record before it. */
export const createCompleter = (): ((
  outcome: ReadOutcome,
  raw: RawRecord,
  wrapping: Unwrapped | undefined,
) => ReadOutcome) => {
  let latestMs: number | undefined;
  return (outcome, raw, wrapping) => {
    if (outcome.kind !== 'record') return outcome;
    const { record } = wrapping === undefined ? outcome : withWrapping(outcome, wrapping);
    if (record.timestampMs !== undefined) {
      latestMs = record.timestampMs;
      return record === outcome.record ? outcome : { kind: 'record', record };
    }
    if (latestMs === undefined || raw.timestampMs !== undefined) return { kind: 'record', record };
    return { kind: 'record', record: { ...record, timestampMs: latestMs } };
  };
};
