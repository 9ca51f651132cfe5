import { decodeEnvelope, envelopeLimitBytes, gunzip, identify, isGzip } from '@bellwether/log-model';
import type { ShardBatch, ShardRecord } from './shard-batch.ts';

/** Sequence of the one record that a delivery is. */
const onlySequence = '1';

/** Decompresses and parses a delivery, once: its shard is named by what it contains, and its lines are read from the same. */
const decode = (data: Uint8Array): NonNullable<ShardRecord['decoded']> => {
  if (!isGzip(data)) return { plain: data, envelope: decodeEnvelope(data) };
  const unzipped = gunzip(data, envelopeLimitBytes);
  if (!unzipped.ok) return { envelope: { kind: 'failure', failure: unzipped.failure } };
  const plain = unzipped.bytes;
  // What was compressed twice is not an envelope; it must not be decompressed again.
  return { plain, envelope: isGzip(plain) ? { kind: 'other', bytes: plain } : decodeEnvelope(plain) };
};

/**
 * One delivery of CloudWatch Logs as a shard of its own with a single record, so that what a row counted of it belongs to it
 * alone: the same delivery given again is recognised, whatever came before or after it.
 *
 * The ids of its events name it, so that a delivery that was compressed anew is still the same; where an event has none, its
 * bytes do. Its time is that of its newest event, because an invocation that is retried is given no other.
 *
 * @param receivedMs  epoch milliseconds UTC; used where the delivery contains no time that can be read
 */
export const deliveryBatch = (data: Uint8Array, receivedMs: number): ShardBatch => {
  const decoded = decode(data);
  const { envelope } = decoded;
  const events = envelope.kind === 'data' ? envelope.events : [];
  const hasIds = envelope.kind === 'data' && events.length > 0 && events.every(({ id }) => id !== '');
  const name = hasIds ? JSON.stringify([envelope.origin, envelope.unreadable, events.map(({ id }) => id)]) : data;
  const newestMs = events.reduce((newest, { timestampMs }) => Math.max(newest, timestampMs), Number.NEGATIVE_INFINITY);
  const arrivalMs = Number.isFinite(newestMs) ? newestMs : receivedMs;
  return {
    shard: `subscription-${identify('delivery', name)}`,
    records: [{ sequence: onlySequence, arrivalMs, data, decoded }],
    ingestionPath: 'subscription',
  };
};
