import { inParallel } from '@bellwether/ports';
import { localStream } from './local-stream.ts';
import { shardReader } from './shard-reader.ts';
import type { Invocation } from './shard-reader.ts';
import { defaultStreamSettings } from './stream-types.ts';
import type {
  FailedInvocation,
  PutRecord,
  ShardRecord,
  StreamHandler,
  StreamProcess,
  StreamSettings,
} from './stream-types.ts';

export interface StreamRunnerOptions extends Partial<StreamSettings> {
  /** The handler, one process for all shards. Give this or `boot`. */
  readonly handler?: StreamHandler;
  /** Starts a process for a shard; called again after one died, with nothing left of what was in its memory. */
  readonly boot?: (shardId: string) => StreamProcess;
  /** Receives records that are given up. Without it they are only in the report. */
  readonly onFailure?: (failed: FailedInvocation) => Promise<void>;
  /** The time that record ages are measured at, epoch milliseconds UTC; the latest arrival by default. */
  readonly nowMs?: () => number;
}

export interface StreamReport {
  /** Every invocation of this run; those of one shard are in order. */
  readonly invocations: readonly Invocation[];
  /** What was given up in this run. */
  readonly discarded: readonly FailedInvocation[];
}

export interface StreamRunner {
  put(record: PutRecord): { readonly shardId: string; readonly sequenceNumber: string };
  /** Hands all records not settled yet to the handler, shard by shard in order, until each is handled or given up. */
  run(): Promise<StreamReport>;
  /** Records of a shard as they were put, oldest first. */
  shard(shardId: string): readonly ShardRecord[];
  readonly shardIds: readonly string[];
  /** Sequence number of a shard's last settled record; of its first reader alone where several read it. */
  checkpoint(shardId: string): string | undefined;
}

const bootFrom = ({ handler, boot }: StreamRunnerOptions): ((shardId: string) => StreamProcess) => {
  if (boot !== undefined) {
    return boot;
  }
  if (handler === undefined) {
    throw new TypeError('Give the stream runner a handler or a boot function.');
  }
  return () => ({ handler });
};

const checkSettings = (settings: StreamSettings): void => {
  const counts = ['shardCount', 'batchSize', 'batchBytes', 'concurrentShards', 'parallelizationFactor'] as const;
  for (const name of counts) {
    if (!(settings[name] >= 1)) {
      throw new RangeError(`${name} must be 1 or more.`);
    }
  }
  if (!(settings.maximumRetryAttempts >= 0 && settings.maximumRetryAttempts <= 10_000)) {
    throw new RangeError('maximumRetryAttempts must lie between 0 and 10,000: endless retries would never end here.');
  }
};

/**
 * A Kinesis stream with a Lambda function behind it, on this machine and without waiting: shards by partition key, batches
 * by count and bytes, partial answers, halving, bounded retries, record age, and the destination of what is given up.
 *
 * The same records and the same handler give the same invocations shard by shard.
 *
 * @throws RangeError when a setting is out of its range
 */
export const streamRunner = (options: StreamRunnerOptions): StreamRunner => {
  const settings: StreamSettings = { ...defaultStreamSettings, ...options };
  checkSettings(settings);
  const stream = localStream(settings);
  let invocations: Invocation[] = [];
  let discarded: FailedInvocation[] = [];
  const parts = {
    settings,
    boot: bootFrom(options),
    onFailure: async (failed: FailedInvocation) => {
      await options.onFailure?.(failed);
      discarded.push(failed);
    },
    nowMs: options.nowMs ?? (() => stream.latestArrivalMs()),
    onInvocation: (invocation: Invocation) => {
      invocations.push(invocation);
    },
  };
  const readers = new Map(
    stream.shardIds.map((shardId) => [
      shardId,
      stream.readers(shardId).map((records) => shardReader(shardId, records, parts)),
    ]),
  );
  return {
    put: (record) => stream.put(record),
    shard: (shardId) => stream.shard(shardId),
    shardIds: stream.shardIds,
    checkpoint: (shardId) => readers.get(shardId)?.[0]?.checkpoint,
    run: async () => {
      invocations = [];
      discarded = [];
      await inParallel([...readers.values()], settings.concurrentShards, async (ofShard) => {
        await Promise.all(ofShard.map((reader) => reader.drain()));
      });
      return { invocations, discarded };
    },
  };
};
