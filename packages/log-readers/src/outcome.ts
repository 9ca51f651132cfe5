import type { DropReason, ReadFailure, ReadOutcome, ReadRecord } from '@bellwether/log-events';

export const recordOf = (record: ReadRecord): ReadOutcome => ({ kind: 'record', record });

export const failureOf = (failure: ReadFailure): ReadOutcome => ({ kind: 'failure', failure });

export const droppedAs = (reason: DropReason): ReadOutcome => ({ kind: 'dropped', reason });

/** The record looks like the format, but a field that it needs is missing or of another kind. */
export const badShape = (format: string, field: string): ReadOutcome => ({
  kind: 'failure',
  failure: { code: 'bad_shape', format, field },
});
