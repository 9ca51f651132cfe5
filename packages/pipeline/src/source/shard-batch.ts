import type { Envelope } from '@bellwether/log-model';
import type { IngestionPath } from './provenance.ts';

/** One record of a shard as received. */
export interface ShardRecord {
  /** Compares as a string of equal length with the others of its shard. */
  readonly sequence: string;
  /** Epoch milliseconds UTC. */
  readonly arrivalMs: number;
  readonly data: Uint8Array;
  /** What `data` contains, where naming the shard has decoded it already. */
  readonly decoded?: {
    /** After decompression; absent when that failed. */
    readonly plain?: Uint8Array;
    readonly envelope: Envelope;
  };
  /** Number of the user record, from 0, for one that an archive has already taken out of its aggregate. */
  readonly userRecord?: number;
  /** What decided its shard; asked for only where a shard is read by ordering key. */
  readonly partitionKey?: string;
  /** The ordering key that it was read under, as an archive names it. */
  readonly orderingKey?: string;
}

/** Records of one shard in sequence order. */
export interface ShardBatch {
  /** Names the stream and the shard, such as `logs-shardId-000000000000`; letters, digits, `-`, `_`, `.`. */
  readonly shard: string;
  readonly records: readonly ShardRecord[];
  /** The way the records came in; `stream` when absent. */
  readonly ingestionPath?: IngestionPath;
}
