import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';

/** A record as a producer puts it. */
export interface PutRecord {
  readonly data: Uint8Array;
  readonly partitionKey: string;
  /** When the stream took it, epoch milliseconds UTC; one millisecond after the last one by default. */
  readonly arrivalMs?: number;
}

/** The handler under test, as Lambda calls it. What it gives back is checked, so it is unknown here. */
export type StreamHandler = (event: KinesisStreamEvent) => Promise<unknown>;

/** One execution environment: the handler and whether its process has died under it. */
export interface StreamProcess {
  readonly handler: StreamHandler;
  /** Asked after every invocation; a dead process has given no answer, whatever its handler returned. */
  isDead?(): boolean;
}

/** Why records were given up. */
export type DiscardCondition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

/**
 * What an on-failure destination in S3 receives: the whole invocation record, with the event as JSON text.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export interface FailedInvocation {
  readonly requestContext: {
    readonly requestId: string;
    readonly functionArn: string;
    readonly condition: DiscardCondition;
    readonly approximateInvokeCount: number;
  };
  readonly responseContext: {
    readonly statusCode: number;
    readonly executedVersion: string;
    readonly functionError: string;
  };
  readonly version: '1.0';
  /** ISO 8601, of the stream's clock. */
  readonly timestamp: string;
  readonly KinesisBatchInfo: {
    readonly shardId: string;
    readonly startSequenceNumber: string;
    readonly endSequenceNumber: string;
    readonly approximateArrivalOfFirstRecord: string;
    readonly approximateArrivalOfLastRecord: string;
    readonly batchSize: number;
    readonly streamArn: string;
  };
  readonly payload: string;
}

/** An event source mapping's settings, by the names that the service uses. */
export interface StreamSettings {
  /** Integer, 1 or more. */
  readonly shardCount: number;
  /** Records a batch at most, 1 to 10,000. */
  readonly batchSize: number;
  /** Bytes of an invocation's event at most; 6 MB. A record alone in a batch may exceed it no more than the service lets it. */
  readonly batchBytes: number;
  /** Invocations after the first before a batch is given up, 0 to 10,000; never endless here. */
  readonly maximumRetryAttempts: number;
  /** Seconds between arrival and now beyond which a record is given up; -1 for never. */
  readonly maximumRecordAgeInSeconds: number;
  readonly bisectBatchOnFunctionError: boolean;
  /** Whether the handler answers with failed items; else only an error fails a batch. */
  readonly reportBatchItemFailures: boolean;
  /** Batches of one shard in work at the same time, 1 to 10. Above 1 the order is kept a partition key, no longer a shard. */
  readonly parallelizationFactor: number;
  /** Shards read at the same time. */
  readonly concurrentShards: number;
  readonly streamName: string;
  readonly functionName: string;
  readonly account: string;
  readonly region: string;
}

/** The service's own limits, and retries that a test outlives. */
export const defaultStreamSettings: StreamSettings = {
  shardCount: 2,
  batchSize: 100,
  batchBytes: 6 * 1024 * 1024,
  maximumRetryAttempts: 3,
  maximumRecordAgeInSeconds: -1,
  bisectBatchOnFunctionError: true,
  reportBatchItemFailures: true,
  parallelizationFactor: 1,
  concurrentShards: 4,
  streamName: 'events',
  functionName: 'ingest-stream',
  account: '111122223333',
  region: 'eu-west-1',
};

export interface ShardRecord {
  readonly shardId: string;
  readonly arrivalMs: number;
  readonly record: KinesisStreamRecord;
  /** Bytes of the record inside the event's JSON. */
  readonly eventBytes: number;
}
