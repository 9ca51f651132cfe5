import type { CountContribution, UnderstoodEvent } from '@bellwether/log-model';
import type { QuarantinedRecord } from '@bellwether/ports';
import type { RecordAccounting } from '../account/record-accounting.ts';
import type { SequenceRange } from '../source/opened-item.ts';
import type { BatchPayload } from './batch-payload.ts';
import type { OrderingKeys } from './ordering-keys.ts';

/** A record that was only counted, and the id that its service wrote it under. */
export interface ServiceId {
  readonly id: string;
  readonly scope: string;
  readonly sequence: string;
  /** Epoch milliseconds UTC. */
  readonly timestampMs: number;
}

/** Which records of a batch counted. */
export interface CountedRecords {
  readonly events: readonly UnderstoodEvent[];
  /** Records that are in the archive and were not counted, because their service wrote them elsewhere too; integer. */
  readonly repeats: number;
}

/** What became of a batch's records: understood, counted, in quarantine or dropped. */
export interface UnderstoodRecords {
  readonly events: readonly UnderstoodEvent[];
  /** What was counted of events that were not kept one by one; besides what `events` count. */
  readonly contributions?: readonly CountContribution[];
  /** Ids of records that were only counted: each has contributions of a sequence of its own. */
  readonly serviceIds?: readonly ServiceId[];
  /** Records whose events were read, as received, where the archive keeps those. */
  readonly payloads?: readonly BatchPayload[];
  readonly quarantined: readonly QuarantinedRecord[];
  readonly accounting: RecordAccounting;
}

/** A batch after the pure core: everything that is to be committed. */
export interface UnderstoodBatch extends UnderstoodRecords, SequenceRange {
  readonly shard: string;
  /** Where several invocations read one shard side by side: whose order guards the counts of each record. */
  readonly orderingKeys?: OrderingKeys;
}
