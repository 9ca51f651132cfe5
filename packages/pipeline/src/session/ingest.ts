import { LineForms } from '@bellwether/known-lines';
import type { Finding } from '@bellwether/log-model';
import type { ArchivePolicy } from '../commit/archive-policy.ts';
import type { ShardBatch, UnderstoodBatch } from '../source/shard-batch.ts';
import { orderingKeysOf } from '../commit/ordering-keys.ts';
import { createLearntCore, type CoreNotes, type CoreParts, type LearntCore } from './learnt-core.ts';
import { payloadsOf } from '../commit/payloads-of.ts';
import { readBatch, type ReadOptions } from '../account/read-batch.ts';
import { KnownLineCounter } from '../fast-path/count-known-lines.ts';
import { commitBatch, type CommitPorts } from '../commit/commit-batch.ts';
import { changedTemplatesOnly } from '../commit/changed-templates.ts';
import type { RecordAccounting } from '../account/record-accounting.ts';
import type { NotifyPolicy } from '../commit/raise-finding.ts';

export interface IngestResult extends CoreNotes {
  readonly accounting: RecordAccounting;
  readonly findings: readonly Finding[];
  readonly alertsSent: number;
}

/** What an ingestion is made with, besides its ports. */
export interface IngestParts extends CoreParts {
  readonly policy: NotifyPolicy;
  readonly read: ReadOptions;
  /** What the archive keeps; the redacted events when absent. */
  readonly archive?: ArchivePolicy;
  /** Whether several invocations may read one shard side by side, each in the order of the partition keys alone. */
  readonly readsByOrderingKey?: boolean;
}

/** Takes the batches of one or more shards through the whole core, one batch at a time. */
export type Ingest = (batch: ShardBatch) => Promise<IngestResult>;

/** Reads and understands every line of a batch. */
const understandBatch = async (
  core: LearntCore,
  batch: ShardBatch,
  options: ReadOptions,
): Promise<Pick<UnderstoodBatch, 'events' | 'quarantined' | 'accounting'>> => {
  const { records, quarantined, accounting } = readBatch(batch, options);
  return { events: await core.understand(records), quarantined, accounting };
};

/**
 * Builds the ingestion of a process. What it has learnt lives as long as the process; after a failed batch it is thrown
 * away and loaded again, because the stores may hold less than it knows.
 */
export const createIngest = (ports: CommitPorts, parts: IngestParts): Ingest => {
  let core: LearntCore | undefined;
  let knownLines: KnownLineCounter | undefined;
  /** What was only counted is nowhere but in its payload, so the archive has to keep those. */
  const keepsPayloads = parts.archive?.kind === 'payload';
  // The lane knows nothing of addresses, so a policy that takes them out has every line read.
  const countsKnownLines = keepsPayloads && parts.read.lane !== 'events' && parts.redaction?.ip !== true;
  const templates = changedTemplatesOnly(ports.templates);
  const read: ReadOptions = { forms: new LineForms(), ...parts.read };
  return async (batch) => {
    try {
      core ??= createLearntCore({ templates }, parts);
      if (countsKnownLines) knownLines ??= await KnownLineCounter.open(core, read);
      const understood = await (knownLines?.take(batch) ?? understandBatch(core, batch, read));
      const lanes = orderingKeysOf(batch, parts.readsByOrderingKey === true);
      const committed = await commitBatch(
        ports,
        parts.policy,
        {
          shard: batch.shard,
          firstSequence: batch.records[0]?.sequence ?? '',
          lastSequence: batch.records.at(-1)?.sequence ?? '',
          ...understood,
          ...(lanes === undefined ? {} : { lanes }),
          ...(keepsPayloads && knownLines === undefined ? { payloads: payloadsOf(batch, understood.events) } : {}),
        },
        parts.archive,
      );
      await core.save();
      return { accounting: understood.accounting, ...committed, ...core.takeNotes() };
    } catch (error) {
      core = knownLines = undefined;
      throw error;
    }
  };
};
