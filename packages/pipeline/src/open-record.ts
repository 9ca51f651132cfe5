import { decodeEnvelope, type ReadFailure, type RecordOrigin } from '@bellwether/log-model';
import type { LineGroup, ShardRecord } from './batch.ts';

const unknownOrigin: RecordOrigin = { account: '', region: '', logGroup: '', logStream: '' };

export type OpenedRecord =
  | {
      readonly kind: 'lines';
      readonly group: LineGroup;
      /** Events of an envelope that have no text or time; integer. */
      readonly unreadable: number;
    }
  | { readonly kind: 'control' }
  | { readonly kind: 'failure'; readonly failure: ReadFailure };

/**
 * Opens one stream record: a CloudWatch Logs subscription envelope, or plain text with one record a line, either of them
 * gzip-compressed or not.
 */
export const openRecord = (record: ShardRecord): OpenedRecord => {
  const envelope = decodeEnvelope(record.data);
  const place = { sequence: record.sequence, arrivalMs: record.arrivalMs };
  switch (envelope.kind) {
    case 'control':
      return { kind: 'control' };
    case 'failure':
      return { kind: 'failure', failure: envelope.failure };
    case 'data': {
      const origin = { ...unknownOrigin, ...envelope.origin };
      return { kind: 'lines', group: { ...place, origin, lines: envelope.events }, unreadable: envelope.unreadable };
    }
    case 'other': {
      const text = new TextDecoder().decode(envelope.bytes).replace(/\r?\n$/, '');
      if (text.trim() === '') return { kind: 'failure', failure: { code: 'empty' } };
      const lines = text.split(/\r?\n/).map((line) => ({ text: line }));
      return { kind: 'lines', group: { ...place, origin: unknownOrigin, lines }, unreadable: 0 };
    }
    default:
      return envelope satisfies never;
  }
};
