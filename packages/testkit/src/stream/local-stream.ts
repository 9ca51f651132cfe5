import { createHash } from 'node:crypto';
import type { KinesisStreamRecord } from 'aws-lambda';
import { sampleTimeMs } from '../events.ts';
import type { PutRecord, ShardRecord, StreamSettings } from './stream-types.ts';

/** One past the greatest hash key: keys are MD5 sums, 128 bits. */
const hashKeySpace = 1n << 128n;

/** Digits of a sequence number; all are equally long, so that they compare as strings. */
const sequenceDigits = 56;
const sequencePrefix = '4959033827149025660855969253836157109592157598913';

/** The shard of a partition key: shards divide the space of MD5 sums evenly. */
export const shardIndexOf = (partitionKey: string, shardCount: number): number => {
  const hashKey = BigInt(`0x${createHash('md5').update(partitionKey, 'utf8').digest('hex')}`);
  return Number((hashKey * BigInt(shardCount)) / hashKeySpace);
};

export const shardIdOf = (index: number): string => `shardId-${String(index).padStart(12, '0')}`;

/** A stream's records by shard, as `PutRecord` leaves them. */
export interface LocalStream {
  /** Takes a record and says where it went. */
  put(record: PutRecord): { readonly shardId: string; readonly sequenceNumber: string };
  /** Records of a shard, oldest first; grows while records are put. */
  shard(shardId: string): readonly ShardRecord[];
  /** The same by what is read side by side: one list, or as many as the parallelisation factor says, each whole keys. */
  readers(shardId: string): readonly (readonly ShardRecord[])[];
  readonly shardIds: readonly string[];
  /** Arrival of the latest record, epoch milliseconds UTC. */
  latestArrivalMs(): number;
}

export const localStream = (settings: StreamSettings): LocalStream => {
  const shardIds = Array.from({ length: settings.shardCount }, (_, index) => shardIdOf(index));
  const shards = new Map(shardIds.map((shardId) => [shardId, [] as ShardRecord[]]));
  const readers = new Map(
    shardIds.map((shardId) => [
      shardId,
      Array.from({ length: settings.parallelizationFactor }, () => [] as ShardRecord[]),
    ]),
  );
  const streamArn = `arn:aws:kinesis:${settings.region}:${settings.account}:stream/${settings.streamName}`;
  let putCount = 0;
  let latestArrivalMs = sampleTimeMs;

  const toRecord = (
    shardId: string,
    sequenceNumber: string,
    put: PutRecord,
    arrivalMs: number,
  ): KinesisStreamRecord => ({
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: put.partitionKey,
      sequenceNumber,
      data: Buffer.from(put.data).toString('base64'),
      approximateArrivalTimestamp: arrivalMs / 1_000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `${shardId}:${sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: `arn:aws:iam::${settings.account}:role/${settings.functionName}`,
    awsRegion: settings.region,
    eventSourceARN: streamArn,
  });

  return {
    shardIds,
    put: (put) => {
      const shardId = shardIdOf(shardIndexOf(put.partitionKey, settings.shardCount));
      putCount += 1;
      const sequenceNumber = sequencePrefix + String(putCount).padStart(sequenceDigits - sequencePrefix.length, '0');
      const arrivalMs = put.arrivalMs ?? latestArrivalMs + 1;
      latestArrivalMs = Math.max(latestArrivalMs, arrivalMs);
      const record = toRecord(shardId, sequenceNumber, put, arrivalMs);
      const taken = { shardId, arrivalMs, record, eventBytes: Buffer.byteLength(JSON.stringify(record)) + 1 };
      shards.get(shardId)?.push(taken);
      // How Lambda spreads keys over its readers is its own; any way that keeps a key together will do.
      readers
        .get(shardId)
        ?.[shardIndexOf(`ordering key ${put.partitionKey}`, settings.parallelizationFactor)]?.push(taken);
      return { shardId, sequenceNumber };
    },
    shard: (shardId) => shards.get(shardId) ?? [],
    readers: (shardId) => readers.get(shardId) ?? [],
    latestArrivalMs: () => latestArrivalMs,
  };
};
