import {
  defaultFindingLimits,
  type FindingLimits,
  type NotifyPolicy,
  type RedactionPolicy,
} from '@bellwether/log-model';
import { BatchAccount } from '../account/batch-account.ts';
import {
  createItemReader,
  takeBatches,
  type EndedBatch,
  type ItemReader,
  type TakenItems,
} from '../account/item-reader.ts';
import { addAccounting, emptyAccounting, withRepeats, type RecordAccounting } from '../account/record-accounting.ts';
import type { ArchivePolicy } from '../commit/archive-policy.ts';
import { commitBatch } from '../commit/commit-batch.ts';
import type { CommitPorts } from '../commit/commit-ports.ts';
import { addRaised, nothingRaised, type RaisedFindings } from '../commit/raised-findings.ts';
import type { DeclaredDatasets } from '../source/declared-datasets.ts';
import type { FastPath } from './fast-path.ts';
import type { BatchEnd, OpenedSource, SequenceRange } from '../source/opened-item.ts';
import type { CoreNotes, CoreParts } from './learnt-core.ts';
import { openSession } from './session.ts';

export interface IngestResult extends CoreNotes, RaisedFindings {
  readonly accounting: RecordAccounting;
}

/** A batch that is about to be committed. */
export type TakenBatch = TakenItems & Pick<BatchEnd, 'shard' | 'isWhole'>;

/** What an ingestion is made with, besides its ports. Nothing has a default: a composition that forgets one does not compile. */
export interface IngestParts extends CoreParts {
  readonly policy: NotifyPolicy;
  /** What the archive keeps. */
  readonly archive: ArchivePolicy;
  /** What is taken out of messages and fields before anything is kept. */
  readonly redaction: RedactionPolicy;
  /** Which log sources are declared to hold which dataset; none when absent, and then nothing is acted on. */
  readonly declaredDatasets?: DeclaredDatasets;
  /** Log groups whose name begins with one of these are our own and are dropped; an empty list drops none. */
  readonly ownLogGroupPrefixes: readonly string[];
  /** How many findings one log source may make; `defaultFindingLimits` when absent. */
  readonly findingLimits?: FindingLimits;
  /** How long the archive keeps events: no live event is believed to be older; milliseconds, `defaultMaxLiveAgeMs` when absent. */
  readonly maxLiveAgeMs?: number;
}

/**
 * Makes a batch last in one transaction, with what belongs to it; templates are then saved with each batch.
 *
 * @param commit  gives the events that counted, and the account of all
 */
export type InTransaction = (
  batch: TakenBatch,
  commit: () => Promise<Pick<TakenItems, 'events' | 'accounting'>>,
) => Promise<void>;

export interface Ingestion {
  /**
   * Takes all that a source opens through the core, and commits each batch. What was learnt is saved after the last one, so
   * that a source that is given again is understood from the same state from its first record on.
   *
   * @param open  opens the source; it is given the reader, for the fast path that a source may ask
   * @throws PortError of the first effect that failed; the source may then be given again
   */
  take(open: (reader: ItemReader) => OpenedSource, inTransaction?: InTransaction): Promise<IngestResult>;
}

/**
 * The one ingestion, for every source: items are read, accounted for, understood and committed, in this order.
 *
 * @param fastPath  exists for speed alone; without it every record is read in full, with the same result
 */
export const openIngestion = (ports: CommitPorts, parts: IngestParts, fastPath?: FastPath): Ingestion => {
  const keepsPayloads = parts.archive.kind === 'payload';
  const session = openSession(ports, { ...parts, ...(fastPath?.stages && { stages: fastPath.stages }) }, (core) => {
    const account = new BatchAccount(parts.ownLogGroupPrefixes, parts.maxLiveAgeMs, parts.redaction);
    return fastPath?.openReader({ core, account, parts, keepsPayloads }) ?? createItemReader(core, account);
  });

  const commit = (taken: TakenItems, end: BatchEnd, range: SequenceRange) => {
    const { contributions, serviceIds, quarantined, accounting } = taken;
    const events = end.eventsOf?.(taken.events) ?? taken.events;
    const payloads = taken.payloads ?? (keepsPayloads ? end.payloadsOf?.(events) : undefined);
    const batch = {
      ...{ shard: end.shard, ...range, events, quarantined, accounting },
      ...(contributions === undefined ? {} : { contributions }),
      ...(serviceIds === undefined ? {} : { serviceIds }),
      ...(payloads === undefined ? {} : { payloads }),
      ...(end.orderingKeys === undefined ? {} : { orderingKeys: end.orderingKeys }),
    };
    return commitBatch(ports, parts.policy, batch, parts.archive, parts.findingLimits ?? defaultFindingLimits);
  };

  return {
    take: (open, inTransaction) =>
      session.run(async (reader, save) => {
        let [accounting, raised] = [emptyAccounting, nothingRaised];
        const finish = async ({ taken, end }: EndedBatch<TakenItems>): Promise<void> => {
          const range = end.rangeOf(taken.heldFrom, taken.accounting.received);
          if (range === undefined) return;
          const commitTaken = async () => {
            const { counted, ...done } = await commit(taken, end, range);
            raised = addRaised(raised, done);
            const ofBatch = withRepeats(taken.accounting, counted.repeats);
            accounting = addAccounting(accounting, ofBatch);
            if (inTransaction !== undefined) await save();
            return { events: counted.events, accounting: ofBatch };
          };
          const { shard, isWhole } = end;
          await (inTransaction?.({ ...taken, shard, isWhole }, commitTaken) ?? commitTaken());
        };
        for await (const batch of takeBatches(reader, open(reader))) await finish(batch);
        await save();
        return { accounting, ...raised };
      }),
  };
};
