import { replayKeyPrefix, replayShard, type ShardRecord } from '@bellwether/pipeline';
import type { FunctionInvoker, StreamWriter } from '@bellwether/ports';
import type { ReplayItem } from './gather.ts';
import type { ReplayTarget, Sent } from './send-local.ts';

type Item = Exclude<ReplayItem, { kind: 'refused' }>;

/** An item that this target cannot take; the message says which can. */
export class NotForTarget extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotForTarget';
  }
}

const batchOf = (item: Item) => {
  if (item.kind === 'delivery') return item.delivery;
  throw new NotForTarget('Events without their records can only be replayed with --to local.');
};

/** What became of records on AWS is in the metrics of the function, so only those that were taken are counted here. */
const sent = (records: readonly unknown[]): Sent => ({ events: records.length, unreadable: 0 });

/**
 * Sends records into the stream, each by itself under the name of its replay: ingestion takes one that comes twice for itself.
 *
 * Records that were counted once must not come this way: it has no place for the shard they stood in.
 */
export const streamTarget = (stream: StreamWriter): ReplayTarget => ({
  send: async (item) => {
    const { path, batch } = batchOf(item);
    if (!batch.shard.startsWith('replay-') && !batch.shard.startsWith('subscription-'))
      throw new NotForTarget(
        `${path} was counted before: send it with --to lambda, which keeps its place in the shard.`,
      );
    const shard = batch.shard.startsWith('replay-') ? batch.shard : replayShard(batch.shard);
    await stream.put(batch.records.map(({ data }) => ({ partitionKey: replayKeyPrefix + shard, data })));
    return sent(batch.records);
  },
  close: async () => undefined,
});

/** Bytes of records in one event: an invocation takes 6 MB, and base64 makes three bytes four. */
const mostEventBytes = 4 * 1024 * 1024;

const cut = (records: readonly ShardRecord[]): readonly ShardRecord[][] => {
  const cuts: ShardRecord[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const record of records) {
    bytes += record.data.length;
    const last = cuts.at(-1);
    if (last !== undefined && bytes <= mostEventBytes) last.push(record);
    else {
      cuts.push([record]);
      bytes = record.data.length;
    }
  }
  return cuts;
};

/** The shard's name in two: `logs-shardId-000000000000` is the stream `logs` and its shard. */
const nameParts = (shard: string): readonly [string, string] => {
  const at = shard.indexOf('-shardId-');
  return at < 0 ? ['replay', shard] : [shard.slice(0, at), shard.slice(at + 1)];
};

/** A stream's event as Lambda makes it, for records of one shard. */
export const kinesisEventOf = (shard: string, records: readonly ShardRecord[]): unknown => {
  const [stream, shardId] = nameParts(shard);
  return {
    Records: records.map(({ sequence, arrivalMs, data }) => ({
      eventID: `${shardId}:${sequence}`,
      eventSourceARN: `arn:aws:kinesis:local:000000000000:stream/${stream}`,
      kinesis: {
        sequenceNumber: sequence,
        partitionKey: shard.startsWith('replay-') ? replayKeyPrefix + shard : 'replay',
        approximateArrivalTimestamp: arrivalMs / 1_000,
        data: Buffer.from(data).toString('base64'),
      },
    })),
  };
};

const hasFailures = (answer: unknown): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  'batchItemFailures' in answer &&
  Array.isArray(answer.batchItemFailures) &&
  answer.batchItemFailures.length > 0;

/** Gives records to the function that ingests, as the stream or the subscription gave them, and waits for each answer. */
export const functionTarget = (ingest: FunctionInvoker): ReplayTarget => ({
  send: async (item) => {
    const { path, isSubscription, batch } = batchOf(item);
    if (isSubscription) {
      for (const { data } of batch.records)
        await ingest.invoke({ awslogs: { data: Buffer.from(data).toString('base64') } });
      return sent(batch.records);
    }
    for (const records of cut(batch.records)) {
      const answer = await ingest.invoke(kinesisEventOf(batch.shard, records));
      if (hasFailures(answer)) throw new Error(`The function could not take ${path}; its log says why.`);
    }
    return sent(batch.records);
  },
  close: async () => undefined,
});
