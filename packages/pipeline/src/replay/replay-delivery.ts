import { addRaised } from '../commit/raised-findings.ts';
import { identify } from '@bellwether/log-model';
import type { ShardBatch, ShardRecord } from '../source/shard-batch.ts';
import type { Ingest } from '../session/ingest.ts';
import type { IngestResult } from '../session/ingestion.ts';
import { addNotes } from '../session/learnt-core.ts';
import { addAccounting } from '../account/record-accounting.ts';

/**
 * Something that is sent through again. It is a shard of its own, named by what it is: counts of the shard it first stood in have
 * gone on after it and would take it for old, and the same sent twice is taken for itself.
 */
export interface ReplayDelivery {
  /** Where it was found. */
  readonly path: string;
  readonly batch: ShardBatch;
}

/** Begins the name of a shard that contains what is sent through again. */
export const replayShardPrefix = 'replay-';

export const replayShard = (name: string): string => `${replayShardPrefix}${identify('replay', name)}`;

/** Begins the partition key of a stream record that is sent through again; after it stands the name of its shard. */
export const replayKeyPrefix = 'bellwether-replay/';

const shardPattern = /^replay-[0-9a-f]{32}$/;

/** A record with what the stream calls it, as the handler of a stream has it. */
type KeyedRecord = ShardRecord & { readonly partitionKey?: string };

/**
 * Takes what is sent through again out of a stream's batch: each such record is a batch of its own, under the shard that its
 * partition key names, so that sending it twice counts it once.
 */
export const splitReplays = (
  batch: ShardBatch,
): { readonly rest: ShardBatch | undefined; readonly replays: readonly ShardBatch[] } => {
  const rest: ShardRecord[] = [];
  const replays: ShardBatch[] = [];
  for (const record of batch.records) {
    const key = (record as KeyedRecord).partitionKey ?? '';
    const shard = key.startsWith(replayKeyPrefix) ? key.slice(replayKeyPrefix.length) : '';
    const { arrivalMs, data } = record;
    if (shardPattern.test(shard)) replays.push({ shard, records: [{ sequence: '1', arrivalMs, data }] });
    else rest.push(record);
  }
  if (replays.length === 0) return { rest: batch, replays };
  return { rest: rest.length === 0 ? undefined : { ...batch, records: rest }, replays };
};

/**
 * Ingests a stream's batches with what is sent through again among them, each of those by itself.
 *
 * @param ingestOne  takes a batch whatever was read before: what is sent through again is meant to come again
 * @param ingestRest  takes the others
 */
export const withReplays =
  (ingestOne: Ingest, ingestRest: Ingest): Ingest =>
  async (batch) => {
    const { rest, replays } = splitReplays(batch);
    let sum: IngestResult | undefined = rest && (await ingestRest(rest));
    for (const replay of replays) {
      const result = await ingestOne(replay);
      sum =
        sum === undefined
          ? result
          : {
              ...addNotes(sum, result),
              accounting: addAccounting(sum.accounting, result.accounting),
              ...addRaised(sum, result),
            };
    }
    return sum ?? ingestRest(batch);
  };
