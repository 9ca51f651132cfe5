import * as z from 'zod/mini';
import { describeShapeProblems, HandlerError } from './handler-error.ts';

/** One record of a stream. */
export interface StreamRecord {
  /** Position in the shard: decimal digits; a later record has a greater one. */
  readonly sequence: string;
  /** When Kinesis took it, epoch milliseconds UTC. */
  readonly arrivalMs: number;
  readonly partitionKey: string;
  /** The record as it was put, base64 removed; still compressed when it was put so. */
  readonly data: Uint8Array;
}

/** Records of one shard, in the shard's order. */
export interface StreamBatch {
  /** Name of the stream and id of the shard, such as `logs-shardId-000000000006`: unique in the account and region. */
  readonly shard: string;
  readonly records: readonly StreamRecord[];
}

/** Nothing failed, or the first record that must be given again; Lambda then gives it and all after it. */
export interface BatchResult {
  readonly firstFailedSequence?: string | undefined;
}

const kinesisEventSchema = z.object({
  Records: z.array(
    z.object({
      eventID: z.string(),
      // `arn:aws:kinesis:<region>:<account>:stream/<name>`
      eventSourceARN: z.string().check(z.regex(/:stream\/[A-Za-z0-9_.-]{1,128}$/)),
      kinesis: z.object({
        sequenceNumber: z.string().check(z.regex(/^\d{1,128}$/)),
        partitionKey: z.string(),
        data: z.string(),
        // Seconds with a fraction, since Lambda serialises it so.
        approximateArrivalTimestamp: z.number(),
      }),
    }),
  ),
});

/** Whether sequence number `left` stands before `right`. Decimal digits of unequal length: the shorter is the smaller. */
export const isBefore = (left: string, right: string): boolean =>
  left.length === right.length ? left < right : left.length < right.length;

/**
 * The batches of a Kinesis event, one per shard. Lambda sends one shard an invocation; a test or a replay may send several.
 *
 * @throws HandlerError named `KinesisEventError` when the event is not one
 */
export const readBatches = (event: unknown): readonly StreamBatch[] => {
  const parsed = z.safeParse(kinesisEventSchema, event);
  if (!parsed.success)
    throw new HandlerError('KinesisEventError', `The event is not valid: ${describeShapeProblems(parsed.error)}.`);
  const shards = new Map<string, StreamRecord[]>();
  for (const { eventID, eventSourceARN, kinesis } of parsed.data.Records) {
    // eventID is `<shard id>:<sequence number>`.
    const stream = eventSourceARN.slice(eventSourceARN.lastIndexOf('/') + 1);
    const shard = `${stream}-${eventID.split(':', 1)[0] ?? eventID}`;
    const records = shards.get(shard) ?? [];
    shards.set(shard, records);
    records.push({
      sequence: kinesis.sequenceNumber,
      arrivalMs: Math.round(kinesis.approximateArrivalTimestamp * 1_000),
      partitionKey: kinesis.partitionKey,
      data: Buffer.from(kinesis.data, 'base64'),
    });
  }
  return Array.from(shards, ([shard, records]) => ({ shard, records }));
};
