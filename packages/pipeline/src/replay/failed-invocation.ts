import * as z from 'zod/mini';
import type { ShardBatch, ShardRecord } from '../source/shard-batch.ts';
import { deliveryBatch } from '../source/delivery.ts';
import { parsedJson } from './parsed-json.ts';
import { replayShard, type ReplayDelivery } from './replay-delivery.ts';

// Loose throughout: Lambda adds fields without a version.
const streamEventSchema = z.looseObject({
  Records: z.array(
    z.looseObject({
      eventID: z.string(),
      eventSourceARN: z.string().check(z.regex(/:stream\/[A-Za-z0-9_.-]{1,128}$/)),
      kinesis: z.looseObject({
        sequenceNumber: z.string().check(z.regex(/^\d{1,128}$/)),
        data: z.string(),
        partitionKey: z.optional(z.string()),
        approximateArrivalTimestamp: z.number(),
      }),
    }),
  ),
});
const subscriptionEventSchema = z.looseObject({ awslogs: z.looseObject({ data: z.string() }) });
/** What Lambda writes for a batch it gave up on: the whole event as text, only where the destination is a bucket. */
const batchRecordSchema = z.looseObject({ payload: z.string() });
/** What Lambda writes for an asynchronous event it gave up on. */
const asynchronousRecordSchema = z.looseObject({ timestamp: z.string(), requestPayload: z.unknown() });

/** The records of a stream's event, one shard each, at the positions they first had. */
const shardsOf = (event: unknown): readonly ShardBatch[] => {
  const found = z.safeParse(streamEventSchema, event);
  const shards = new Map<string, ShardRecord[]>();
  for (const { eventID, eventSourceARN, kinesis } of found.success ? found.data.Records : []) {
    const stream = eventSourceARN.slice(eventSourceARN.lastIndexOf('/') + 1);
    const shard = `${stream}-${eventID.split(':', 1)[0] ?? ''}`;
    const records = shards.get(shard) ?? [];
    shards.set(shard, records);
    const arrivalMs = Math.round(kinesis.approximateArrivalTimestamp * 1_000);
    const { sequenceNumber: sequence, data, partitionKey } = kinesis;
    const key = partitionKey === undefined ? {} : { partitionKey };
    records.push({ sequence, arrivalMs, data: Buffer.from(data, 'base64'), ...key });
  }
  return Array.from(shards, ([shard, records]) => ({ shard, records }));
};

/** Each record under a shard of its own: what part of a batch is given again must not change what it is called. */
const apart = (path: string, { shard, records }: ShardBatch): readonly ReplayDelivery[] =>
  records.map(({ sequence, arrivalMs, data }) => ({
    path,
    batch: { shard: replayShard(`${shard} ${sequence}`), records: [{ sequence: '1', arrivalMs, data }] },
  }));

export interface FailedOptions {
  /**
   * Whether the batches' counts are in already, because they failed later, such as while notifying: then they go under their own
   * shard, whose rows leave out what they have taken.
   */
  readonly isCounted: boolean;
}

/**
 * What a failure object of Lambda's contains: batches of a stream, or one delivery of a subscription.
 *
 * @returns undefined for what is not such an object
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export const failedDeliveries = (
  path: string,
  text: string,
  { isCounted }: FailedOptions,
): readonly ReplayDelivery[] | undefined => {
  const value = parsedJson(text);
  const ofBatch = z.safeParse(batchRecordSchema, value);
  if (ofBatch.success) {
    const shards = shardsOf(parsedJson(ofBatch.data.payload));
    if (shards.length === 0) return undefined;
    return isCounted ? shards.map((batch) => ({ path, batch })) : shards.flatMap((batch) => apart(path, batch));
  }
  const ofEvent = z.safeParse(asynchronousRecordSchema, value);
  const event = z.safeParse(subscriptionEventSchema, ofEvent.success ? ofEvent.data.requestPayload : undefined);
  if (!ofEvent.success || !event.success) return undefined;
  const data = Buffer.from(event.data.awslogs.data, 'base64');
  const failedMs = Date.parse(ofEvent.data.timestamp);
  return [{ path, batch: deliveryBatch(data, Number.isNaN(failedMs) ? 0 : failedMs) }];
};
