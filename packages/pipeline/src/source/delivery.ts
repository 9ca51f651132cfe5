import { decodeEnvelope, identify } from '@bellwether/log-model';
import type { ShardBatch } from './shard-batch.ts';

/** Sequence of the one record that a delivery is. */
const onlySequence = '1';

/**
 * One delivery of CloudWatch Logs as a shard of its own with a single record, so that what a row counted of it belongs to it
 * alone: the same delivery given again is taken for itself, whatever came before or after it.
 *
 * What it is called by are the ids of its events, so that a delivery that was compressed anew is still the same; where an
 * event has none, by its bytes. Its time is that of its newest event, because an invocation that is tried again is told no other.
 *
 * @param receivedMs  epoch milliseconds UTC; stands in where the delivery holds no time that can be read
 */
export const deliveryBatch = (data: Uint8Array, receivedMs: number): ShardBatch => {
  const envelope = decodeEnvelope(data);
  const events = envelope.kind === 'data' ? envelope.events : [];
  const hasIds = envelope.kind === 'data' && events.length > 0 && events.every(({ id }) => id !== '');
  const name = hasIds ? JSON.stringify([envelope.origin, envelope.unreadable, events.map(({ id }) => id)]) : data;
  const newestMs = events.reduce((newest, { timestampMs }) => Math.max(newest, timestampMs), Number.NEGATIVE_INFINITY);
  const arrivalMs = Number.isFinite(newestMs) ? newestMs : receivedMs;
  return {
    shard: `subscription-${identify('delivery', name)}`,
    records: [{ sequence: onlySequence, arrivalMs, data }],
  };
};
