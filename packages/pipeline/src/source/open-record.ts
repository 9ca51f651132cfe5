import { decodeEnvelope, expandBatches, type ReadFailure, type RecordOrigin } from '@bellwether/log-model';
import type { LineGroup, ShardRecord } from './shard-batch.ts';
import { isAggregate, readAggregate } from './kpl/read-aggregate.ts';

const unknownOrigin: RecordOrigin = { account: '', region: '', logGroup: '', logStream: '' };

/** What one stream record, or one user record of an aggregate, turned out to be. */
export type OpenedRecord = {
  /** The bytes that were opened: what goes to quarantine when they, or a part of them, cannot be read. */
  readonly data: Uint8Array;
  /** Number of the user record in its aggregate, from 0; absent for a record that stands alone. */
  readonly userRecord?: number;
} & (
  | {
      readonly kind: 'lines';
      readonly group: LineGroup;
      /** Events of an envelope that have no text or time; integer. */
      readonly unreadable: number;
    }
  | { readonly kind: 'control' }
  | { readonly kind: 'failure'; readonly failure: ReadFailure }
);

/** What a record is called inside its shard: user records share the sequence number of their aggregate. */
const numberOf = (userRecord: number | undefined): { readonly userRecord?: number } =>
  userRecord === undefined ? {} : { userRecord };

/** Opens one record, or one user record of an aggregate. */
export const openOne = (record: ShardRecord, data: Uint8Array, userRecord: number | undefined): OpenedRecord => {
  const envelope = decodeEnvelope(data);
  const place = { sequence: record.sequence, arrivalMs: record.arrivalMs, ...numberOf(userRecord) };
  const opened = { data, ...numberOf(userRecord) };
  switch (envelope.kind) {
    case 'control':
      return { ...opened, kind: 'control' };
    case 'failure':
      return { ...opened, kind: 'failure', failure: envelope.failure };
    case 'data': {
      const origin = { ...unknownOrigin, ...envelope.origin };
      const group = { ...place, origin, lines: expandBatches(envelope.events) };
      return { ...opened, kind: 'lines', group, unreadable: envelope.unreadable };
    }
    case 'other': {
      const text = new TextDecoder().decode(envelope.bytes).replace(/\r?\n$/, '');
      if (text.trim() === '') return { ...opened, kind: 'failure', failure: { code: 'empty' } };
      const lines = expandBatches(text.split(/\r?\n/).map((line) => ({ text: line })));
      return { ...opened, kind: 'lines', group: { ...place, origin: unknownOrigin, lines }, unreadable: 0 };
    }
    default:
      return envelope satisfies never;
  }
};

/** The records that were put together to one stream record, in order; one for a record that stands alone. */
export type UserRecords =
  | {
      readonly kind: 'records';
      readonly userRecords: readonly {
        readonly data: Uint8Array;
        /** Absent for a record that stands alone. */
        readonly userRecord?: number;
      }[];
    }
  | { readonly kind: 'failure'; readonly failure: ReadFailure };

export const userRecordsOf = ({ data: bytes, userRecord: number }: ShardRecord): UserRecords => {
  if (number !== undefined || !isAggregate(bytes))
    return { kind: 'records', userRecords: [{ data: bytes, ...numberOf(number) }] };
  const aggregate = readAggregate(bytes);
  if (aggregate.kind === 'failure') return aggregate;
  return {
    kind: 'records',
    userRecords: aggregate.userRecords.map((data, userRecord) => ({ data, userRecord })),
  };
};

/**
 * Opens one stream record: a CloudWatch Logs subscription envelope, or plain text with one record a line, either of them
 * gzip-compressed or not; or an aggregate of the Kinesis Producer Library that holds many such records.
 *
 * @returns at least one, in the order they were put; a damaged aggregate is one failure
 */
export const openRecord = (record: ShardRecord): readonly OpenedRecord[] => {
  const parts = userRecordsOf(record);
  return parts.kind === 'failure'
    ? [{ ...parts, data: record.data }]
    : parts.userRecords.map(({ data, userRecord }) => openOne(record, data, userRecord));
};
