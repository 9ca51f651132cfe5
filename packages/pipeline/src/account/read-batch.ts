import type { LineForms } from '@bellwether/known-lines';
import { openStream } from '@bellwether/log-model';
import type { QuarantinedRecord } from '@bellwether/ports';
import { BatchAccount, type PlacedRecord } from './batch-account.ts';
import type { LineGroup, ShardBatch } from '../source/shard-batch.ts';
import { openRecord } from '../source/open-record.ts';
import { createSeenIds } from './seen-ids.ts';
import type { RecordAccounting } from './record-accounting.ts';

export { nameOf, type PlacedRecord } from './batch-account.ts';

export interface ReadOptions {
  /** Log groups whose name begins with one of these are our own and are dropped, so that Bellwether never listens to itself. */
  readonly ownLogGroupPrefixes: readonly string[];
  /** Forms of lines learnt so far, when a process keeps them between batches; without them every line goes to its reader. */
  readonly forms?: LineForms;
  /** `events` makes an event of every line even where the archive keeps payloads, and settled lines could be counted only. */
  readonly lane?: 'tally' | 'events';
  /**
   * What the hashes of lines are made with where settled lines are only counted; a secret number, so that no line can be made to
   * pass for another. 0 when absent.
   */
  readonly hashSeed?: number;
}

/** A batch after reading: what was read, what was not, and the account of both. */
export interface ReadBatch {
  readonly records: readonly PlacedRecord[];
  readonly quarantined: readonly QuarantinedRecord[];
  readonly accounting: RecordAccounting;
}

/** Reads the lines of one stream record. */
const readLines = (group: LineGroup, account: BatchAccount, forms: LineForms | undefined): readonly PlacedRecord[] => {
  const stream = openStream(group.origin, { receivedMs: group.arrivalMs, ...(forms ? { knownLines: forms } : {}) });
  const seenIds = createSeenIds();
  const records: PlacedRecord[] = [];
  const take = (outcomes: ReturnType<typeof stream.flush>): void => {
    for (const outcome of outcomes) {
      const placed = account.takeLine(group, outcome, seenIds.isKnown);
      if (placed !== undefined) records.push(placed);
    }
  };
  for (const [index, line] of group.lines.entries()) take(stream.push(line, index));
  take(stream.flush());
  return records;
};

/**
 * Reads the records of a shard. Every line ends as a record, in quarantine or dropped with a reason; the accounting says how
 * many of each. A stream record, or a user record of an aggregate, that cannot be opened goes to quarantine whole.
 */
export const readBatch = (batch: ShardBatch, options: ReadOptions): ReadBatch => {
  const account = new BatchAccount(batch.shard, options.ownLogGroupPrefixes);
  const records: PlacedRecord[] = [];
  for (const record of batch.records) {
    for (const opened of openRecord(record)) {
      const group = account.takeOpened(opened, record);
      if (group !== undefined) for (const placed of readLines(group, account, options.forms)) records.push(placed);
    }
  }
  return { records, quarantined: account.quarantined, accounting: account.accounting.total() };
};
