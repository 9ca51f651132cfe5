import type { RawRecord, RecordOrigin, UnderstoodEvent } from '@bellwether/log-model';
import type { QuarantinedRecord } from '@bellwether/ports';
import type { Tally } from './tally.ts';

/** One record of a shard as it came. */
export interface ShardRecord {
  /** Compares as a string of equal length with the others of its shard. */
  readonly sequence: string;
  /** Epoch milliseconds UTC. */
  readonly arrivalMs: number;
  readonly data: Uint8Array;
}

/** Records of one shard in sequence order. */
export interface ShardBatch {
  /** Names the stream and the shard, such as `logs-shardId-000000000000`; letters, digits, `-`, `_`, `.`. */
  readonly shard: string;
  readonly records: readonly ShardRecord[];
}

/** The log lines one record holds, all of one log stream, in order. */
export interface LineGroup {
  readonly sequence: string;
  /** Number of the user record that holds them, from 0, when many were put together under one sequence. */
  readonly userRecord?: number;
  readonly arrivalMs: number;
  readonly origin: RecordOrigin;
  readonly lines: readonly RawRecord[];
}

/** A batch after the pure core: everything that is to be remembered and told. */
export interface UnderstoodBatch {
  readonly shard: string;
  readonly firstSequence: string;
  readonly lastSequence: string;
  readonly events: readonly UnderstoodEvent[];
  readonly quarantined: readonly QuarantinedRecord[];
  readonly tally: Tally;
}
