import type { KinesisStreamEvent } from 'aws-lambda';
import { CrashError } from '../faults.ts';
import { readResponse } from './read-response.ts';
import type { BatchOutcome } from './read-response.ts';
import type { DiscardCondition, FailedInvocation, ShardRecord, StreamProcess, StreamSettings } from './stream-types.ts';

/** One invocation as it went, for assertions. */
export interface Invocation {
  readonly shardId: string;
  readonly sequenceNumbers: readonly string[];
  /** 0 for the first time these records are tried, one more a retry; halves go on with the count of the whole. */
  readonly attempt: number;
  readonly outcome: 'done' | 'partial' | 'failed' | 'crashed';
  readonly reason?: string;
}

export interface ShardReaderParts {
  readonly settings: StreamSettings;
  /** Starts a process; called again after one died. */
  boot(shardId: string): StreamProcess;
  /** Where given-up records go. When it throws, the run stops and the records stay in the shard. */
  onFailure(failed: FailedInvocation): Promise<void>;
  nowMs(): number;
  /** Called with each invocation when it ended. */
  onInvocation(invocation: Invocation): void;
}

export interface ShardReader {
  /** Reads the shard to its end. */
  drain(): Promise<void>;
  /** Sequence number of the last record that is settled: handled or given up. */
  readonly checkpoint: string | undefined;
}

/** Records tried together, and how often they were tried. */
interface Batch {
  readonly records: readonly ShardRecord[];
  readonly attempt: number;
}

const sequenceNumbersOf = (records: readonly ShardRecord[]): string[] =>
  records.map(({ record }) => record.kinesis.sequenceNumber);

/** Bytes of the event around its records. */
const eventOverheadBytes = Buffer.byteLength(JSON.stringify({ Records: [] }));

const cutBatch = (
  records: readonly ShardRecord[],
  { batchSize, batchBytes }: StreamSettings,
): readonly ShardRecord[] => {
  let bytes = eventOverheadBytes;
  let count = 0;
  for (const record of records) {
    bytes += record.eventBytes;
    if (count === batchSize || (count > 0 && bytes > batchBytes)) {
      break;
    }
    count += 1;
  }
  return records.slice(0, count);
};

const functionArnOf = ({ region, account, functionName }: StreamSettings): string =>
  `arn:aws:lambda:${region}:${account}:function:${functionName}`;

/** Reads one shard in order, one batch at a time, as an event source mapping does. */
export const shardReader = (shardId: string, shard: readonly ShardRecord[], parts: ShardReaderParts): ShardReader => {
  const { settings } = parts;
  let running: StreamProcess | undefined;
  let settled = 0;
  let requestCount = 0;

  const invoke = async (records: readonly ShardRecord[]): Promise<BatchOutcome | { readonly kind: 'crashed' }> => {
    // A copy a call: a handler that changes its event must not change the retry.
    const event: KinesisStreamEvent = { Records: records.map(({ record }) => structuredClone(record)) };
    running ??= parts.boot(shardId);
    const process = running;
    requestCount += 1;
    try {
      const response = await process.handler(event);
      if (process.isDead?.()) {
        running = undefined;
        return { kind: 'crashed' };
      }
      return settings.reportBatchItemFailures ? readResponse(response, sequenceNumbersOf(records)) : { kind: 'done' };
    } catch (cause) {
      if (cause instanceof CrashError || process.isDead?.()) {
        running = undefined;
        return { kind: 'crashed' };
      }
      return { kind: 'failed', reason: cause instanceof Error ? cause.message : String(cause) };
    }
  };

  const toFailedInvocation = ({ records, attempt }: Batch, condition: DiscardCondition): FailedInvocation => {
    const arrivals = records.map((one) => new Date(one.arrivalMs).toISOString());
    const numbers = sequenceNumbersOf(records);
    return {
      requestContext: {
        requestId: `${shardId}-${requestCount}`,
        functionArn: functionArnOf(settings),
        condition,
        approximateInvokeCount: attempt,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: new Date(parts.nowMs()).toISOString(),
      KinesisBatchInfo: {
        shardId,
        startSequenceNumber: numbers[0] ?? '',
        endSequenceNumber: numbers.at(-1) ?? '',
        approximateArrivalOfFirstRecord: arrivals[0] ?? '',
        approximateArrivalOfLastRecord: arrivals.at(-1) ?? '',
        batchSize: records.length,
        streamArn: records[0]?.record.eventSourceARN ?? '',
      },
      payload: JSON.stringify({ Records: records.map(({ record }) => record) }),
    };
  };

  const discard = async (batch: Batch, condition: DiscardCondition): Promise<void> => {
    await parts.onFailure(toFailedInvocation(batch, condition));
    settled += batch.records.length;
  };

  const isTooOld = ({ arrivalMs }: ShardRecord): boolean =>
    settings.maximumRecordAgeInSeconds >= 0 && parts.nowMs() - arrivalMs > settings.maximumRecordAgeInSeconds * 1_000;

  /** What is still to be tried after a batch failed from its first record on, in order. Halving uses no retry. */
  const afterFailure = async ({ records, attempt }: Batch): Promise<readonly Batch[]> => {
    if (settings.bisectBatchOnFunctionError && records.length > 1) {
      const middle = Math.ceil(records.length / 2);
      return [
        { records: records.slice(0, middle), attempt },
        { records: records.slice(middle), attempt },
      ];
    }
    if (attempt >= settings.maximumRetryAttempts) {
      await discard({ records, attempt: attempt + 1 }, 'RetryAttemptsExhausted');
      return [];
    }
    return [{ records, attempt: attempt + 1 }];
  };

  /** Tries a batch once and gives back what of it is still to be tried. */
  const tryBatch = async ({ records, attempt }: Batch): Promise<readonly Batch[]> => {
    const outcome = await invoke(records);
    parts.onInvocation({
      shardId,
      sequenceNumbers: sequenceNumbersOf(records),
      attempt,
      outcome: outcome.kind,
      ...(outcome.kind === 'failed' ? { reason: outcome.reason } : {}),
    });
    if (outcome.kind === 'done') {
      settled += records.length;
      return [];
    }
    if (outcome.kind === 'partial' && outcome.from > 0) {
      // The lowest failed record is the new checkpoint: what comes before it is done, the rest begins anew.
      settled += outcome.from;
      return [{ records: records.slice(outcome.from), attempt: 0 }];
    }
    return afterFailure({ records, attempt });
  };

  const settle = async (first: Batch): Promise<void> => {
    const waiting: Batch[] = [first];
    for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
      const expired = batch.records.findIndex((record) => !isTooOld(record));
      const expiredCount = expired === -1 ? batch.records.length : expired;
      if (expiredCount > 0) {
        await discard({ records: batch.records.slice(0, expiredCount), attempt: batch.attempt }, 'RecordAgeExceeded');
        batch = { ...batch, records: batch.records.slice(expiredCount) };
      }
      if (batch.records.length > 0) {
        waiting.unshift(...(await tryBatch(batch)));
      }
    }
  };

  return {
    get checkpoint() {
      return shard[settled - 1]?.record.kinesis.sequenceNumber;
    },
    drain: async () => {
      while (settled < shard.length) {
        await settle({ records: cutBatch(shard.slice(settled, settled + settings.batchSize), settings), attempt: 0 });
      }
    },
  };
};
