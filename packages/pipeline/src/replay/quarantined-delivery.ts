import { decodeEnvelope, gunzip, isGzip, envelopeLimitBytes } from '@bellwether/log-model';
import type { QuarantinedRecord, QuarantinePosition } from '@bellwether/ports';
import { replayShard, replayShardPrefix, type ReplayDelivery } from './replay-delivery.ts';
import { noticeOf, type ReplayNotice } from './replay-notice.ts';

const encoded = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** What ingestion calls a record, or a user record of an aggregate, in its shard. */
const recordName = ({ sequence, userRecord }: QuarantinePosition): string =>
  userRecord === undefined ? sequence : `${sequence}-u${userRecord}`;

/** One line in an envelope of its own, under the id that ingestion would have given its event. */
const envelopeOfLine = (position: QuarantinePosition, bytes: Uint8Array): Uint8Array => {
  const { ordinal, id, timestampMs, account, logGroup, logStream } = position.line ?? {
    ordinal: 0,
    account: '',
    logGroup: '',
    logStream: '',
  };
  return encoded({
    messageType: 'DATA_MESSAGE',
    owner: account,
    logGroup,
    logStream,
    subscriptionFilters: ['replay'],
    logEvents: [
      {
        id: id ?? `${position.shard}/${recordName(position)}/${ordinal}`,
        timestamp: timestampMs ?? position.arrivalMs,
        message: new TextDecoder().decode(bytes),
      },
    ],
  });
};

/** Of an envelope whose other events were read: those that were not, so that none is taken twice. */
const unreadPart = (bytes: Uint8Array): Uint8Array => {
  const whole = decodeEnvelope(bytes);
  if (whole.kind !== 'data' || whole.unreadable === 0 || whole.events.length === 0) return bytes;
  const unzipped = isGzip(bytes) ? gunzip(bytes, envelopeLimitBytes) : { ok: true as const, bytes };
  if (!unzipped.ok) return bytes;
  const envelope = JSON.parse(new TextDecoder().decode(unzipped.bytes)) as { readonly logEvents: readonly unknown[] };
  const isUnread = (event: unknown): boolean => {
    const alone = decodeEnvelope(encoded({ ...envelope, logEvents: [event] }));
    return alone.kind === 'data' && alone.events.length === 0;
  };
  return encoded({ ...envelope, logEvents: envelope.logEvents.filter(isUnread) });
};

/**
 * The notice to put on the queue again: of an object, for those of its records that were not read, or a raw message.
 *
 * @returns undefined for a record
 */
export const quarantinedNotice = ({ path, position, bytes }: QuarantinedRecord): ReplayNotice | undefined => {
  if (position?.isNotice) return { path, body: new TextDecoder().decode(bytes) };
  if (position?.object === undefined) return undefined;
  const { sequence, arrivalMs: noticedMs } = position;
  const object = { ...position.object, noticedMs, fromRecord: Number(sequence) };
  return { path, body: noticeOf(object), object };
};

/**
 * A quarantined record as it is sent through again: with its own time, and under the ids its events would have had.
 *
 * @returns undefined for a record without a position, for one that a queue has to deliver, and for one whose replay failed
 */
export const quarantinedDelivery = (record: QuarantinedRecord): ReplayDelivery | undefined => {
  const { path, position, bytes } = record;
  if (position === undefined || position.shard.startsWith(replayShardPrefix)) return undefined;
  if (position.object !== undefined || position.isNotice) return undefined;
  const data = position.line === undefined ? unreadPart(bytes) : envelopeOfLine(position, bytes);
  return {
    path,
    batch: { shard: replayShard(path), records: [{ sequence: '1', arrivalMs: position.arrivalMs, data }] },
  };
};
