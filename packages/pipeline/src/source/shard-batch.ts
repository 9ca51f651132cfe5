import type { CountContribution, RawRecord, RecordOrigin, UnderstoodEvent } from '@bellwether/log-model';
import type { QuarantinedRecord } from '@bellwether/ports';
import type { BatchPayload } from '../commit/batch-payload.ts';
import type { OrderingKeys } from '../commit/ordering-keys.ts';
import type { RecordAccounting } from '../account/record-accounting.ts';

/** One record of a shard as it came. */
export interface ShardRecord {
  /** Compares as a string of equal length with the others of its shard. */
  readonly sequence: string;
  /** Epoch milliseconds UTC. */
  readonly arrivalMs: number;
  readonly data: Uint8Array;
  /** Number of the user record, from 0, for one that an archive has already taken out of its aggregate. */
  readonly userRecord?: number;
  /** What decided its shard; asked for only where a shard is read in lanes. */
  readonly partitionKey?: string;
  /** The lane that it was read in, where an archive says it. */
  readonly lane?: string;
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

/** A batch after the pure core: everything that is to be committed. */
export interface UnderstoodBatch {
  readonly shard: string;
  readonly firstSequence: string;
  readonly lastSequence: string;
  readonly events: readonly UnderstoodEvent[];
  /** What was counted of events that were not kept one by one; besides what `events` count. */
  readonly contributions?: readonly CountContribution[];
  /** Records whose events were read, as they came, where the archive keeps those. */
  readonly payloads?: readonly BatchPayload[];
  readonly quarantined: readonly QuarantinedRecord[];
  readonly accounting: RecordAccounting;
  /** Where several invocations read one shard side by side: whose order guards the counts of each record. */
  readonly lanes?: OrderingKeys;
}
