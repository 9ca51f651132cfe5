import {
  decodeEnvelope,
  expandBatches,
  type Envelope,
  type ReadFailure,
  type RecordOrigin,
} from '@bellwether/log-model';
import { createSeenIds } from './seen-ids.ts';
import type { DeclaredDatasets } from './declared-datasets.ts';
import { orderingKeysOf } from '../commit/ordering-keys.ts';
import { payloadsOf } from './payloads-of.ts';
import { isAggregate, readAggregate } from './kpl/read-aggregate.ts';
import type { BatchEnd, LineGroup, OpenedItem, PayloadItem, QuarantineAddress } from './opened-item.ts';
import type { IngestionPath, Provenance } from './provenance.ts';
import type { ShardBatch, ShardRecord } from './shard-batch.ts';

const unknownOrigin: RecordOrigin = { account: '', region: '', logGroup: '', logStream: '' };
const badEvents: ReadFailure = { code: 'bad_shape', format: 'cloudwatch-envelope', field: 'logEvents' };

/** A payload's position: user records share the sequence number of their aggregate. */
type PayloadPosition = Pick<PayloadItem, 'shard' | 'sequence' | 'userRecord' | 'arrivalMs'>;

/** What a payload is called in its shard. */
const nameOf = ({ sequence, userRecord }: PayloadPosition): string =>
  userRecord === undefined ? sequence : `${sequence}-u${userRecord}`;

const positionOf = ({ shard, sequence, arrivalMs, userRecord }: PayloadPosition) => ({
  shard,
  sequence,
  arrivalMs,
  ...(userRecord === undefined ? {} : { userRecord }),
});

const addressOf = (at: PayloadPosition): QuarantineAddress => ({
  path: `quarantine/shard=${at.shard}/${nameOf(at)}`,
  origin: at.shard,
  position: positionOf(at),
});

const provenanceIn = (
  origin: RecordOrigin,
  ingestionPath: IngestionPath,
  declared: DeclaredDatasets | undefined,
): Provenance => {
  const declaredDataset = declared?.ofLogGroup(origin.account, origin.logGroup);
  return {
    ingestionPath,
    origin,
    ...(origin.account ? { sendingAccount: origin.account } : {}),
    ...(declaredDataset === undefined ? {} : { declaredDataset }),
  };
};

const groupOf = (at: PayloadPosition, origin: RecordOrigin, provenance: Provenance): LineGroup => ({
  provenance,
  receivedMs: at.arrivalMs,
  positionOf: (ordinal, raw) => ({
    origin,
    sequence: at.sequence,
    arrivalMs: raw.timestampMs ?? at.arrivalMs,
    fallbackId: raw.id || `${at.shard}/${nameOf(at)}/${ordinal}`,
    provenance,
  }),
  quarantineOf: (ordinal, { id, timestampMs }) => ({
    path: `quarantine/shard=${at.shard}/${nameOf(at)}-${ordinal}`,
    origin: `${at.shard} ${origin.logGroup} ${origin.logStream}`.trim(),
    position: {
      ...positionOf(at),
      line: { ordinal, ...(id ? { id } : {}), ...(timestampMs === undefined ? {} : { timestampMs }), ...origin },
    },
  }),
  isRepeat: createSeenIds().isKnown,
});

const openPayload = (payload: PayloadItem, envelope: Envelope): readonly OpenedItem[] => {
  const unreadable = (failure: ReadFailure, records = 1): OpenedItem => ({
    kind: 'unreadable',
    failure,
    records,
    bytes: payload.data,
    address: addressOf(payload),
  });
  switch (envelope.kind) {
    case 'control':
      return [{ kind: 'dropped', reason: 'control_message', records: 1 }];
    case 'failure':
      return [unreadable(envelope.failure)];
    case 'data': {
      const group = payload.groupOf({ ...unknownOrigin, ...envelope.origin });
      const lines: OpenedItem = { kind: 'lines', group, lines: expandBatches(envelope.events) };
      return envelope.unreadable === 0 ? [lines] : [lines, unreadable(badEvents, envelope.unreadable)];
    }
    case 'other': {
      const text = new TextDecoder().decode(envelope.bytes).replace(/\r?\n$/, '');
      if (text.trim() === '') return [unreadable({ code: 'empty' })];
      const lines = expandBatches(text.split(/\r?\n/).map((line) => ({ text: line })));
      return [{ kind: 'lines', group: payload.groupOf(unknownOrigin), lines }];
    }
    default:
      return envelope satisfies never;
  }
};

/** A batch, and which log groups are declared. */
type DeclaredBatch = ShardBatch & { readonly declared: DeclaredDatasets | undefined };

/** One payload of a record: the record itself, or one user record of an aggregate. */
const payloadOf = (batch: DeclaredBatch, record: ShardRecord, data: Uint8Array, userRecord?: number): PayloadItem => {
  const { sequence, arrivalMs, decoded } = record;
  const at = { shard: batch.shard, sequence, arrivalMs, ...(userRecord === undefined ? {} : { userRecord }) };
  const payload: PayloadItem = {
    kind: 'payload',
    ...at,
    data,
    ...(decoded?.plain === undefined ? {} : { plain: decoded.plain }),
    groupOf: (origin) => groupOf(at, origin, provenanceIn(origin, batch.ingestionPath ?? 'stream', batch.declared)),
    open: () => openPayload(payload, decoded?.envelope ?? decodeEnvelope(data)),
  };
  return payload;
};

/** The payloads of a record, in order; a damaged aggregate of the Kinesis Producer Library is one failure. */
const payloadsIn = (batch: DeclaredBatch, record: ShardRecord): readonly OpenedItem[] => {
  const { data, userRecord, decoded } = record;
  if (decoded !== undefined || userRecord !== undefined || !isAggregate(data))
    return [payloadOf(batch, record, data, userRecord)];
  const aggregate = readAggregate(data);
  if (aggregate.kind === 'failure') {
    const address = addressOf({ shard: batch.shard, ...record });
    return [{ kind: 'unreadable', failure: aggregate.failure, address, bytes: data, records: 1 }];
  }
  return aggregate.userRecords.map((one, number) => payloadOf(batch, record, one, number));
};

/**
 * Opens the records of a shard as one batch: CloudWatch Logs subscription envelopes, plain text with one record a line, or
 * aggregates of either; gzip-compressed or not.
 *
 * @param readsByOrderingKey  whether several invocations may read the shard side by side
 * @param declared  datasets that log groups are declared to hold; none when absent
 */
export function* streamBatch(
  batch: ShardBatch,
  readsByOrderingKey: boolean,
  declared?: DeclaredDatasets,
): Generator<Iterable<OpenedItem | BatchEnd>, void, undefined> {
  for (const record of batch.records) yield payloadsIn({ ...batch, declared }, record);
  const orderingKeys = orderingKeysOf(batch, readsByOrderingKey);
  yield [
    {
      kind: 'end',
      shard: batch.shard,
      isWhole: true,
      rangeOf: () => ({
        firstSequence: batch.records[0]?.sequence ?? '',
        lastSequence: batch.records.at(-1)?.sequence ?? '',
      }),
      payloadsOf: (events) => payloadsOf(batch, events),
      ...(orderingKeys === undefined ? {} : { orderingKeys }),
    },
  ];
}
