import { LineForms, type Finding } from '@bellwether/log-model';
import type { ArchivePolicy } from './archive-policy.ts';
import type { ShardBatch, UnderstoodBatch } from './batch.ts';
import { lanesOf } from './lanes.ts';
import { createLearntCore, type CoreNotes, type CoreParts, type LearntCore } from './learnt-core.ts';
import { payloadsOf } from './payloads-of.ts';
import { readBatch, type ReadOptions } from './read-batch.ts';
import { BatchTally } from './tally-batch.ts';
import { rememberBatch, type RememberPorts } from './remember-batch.ts';
import { sparingTemplates } from './sparing-templates.ts';
import type { Tally } from './tally.ts';
import type { TellPolicy } from './tell-finding.ts';

export interface IngestResult extends CoreNotes {
  readonly tally: Tally;
  readonly findings: readonly Finding[];
  readonly alertsTold: number;
}

/** What an ingestion is made with, besides its ports. */
export interface IngestParts extends CoreParts {
  readonly policy: TellPolicy;
  readonly read: ReadOptions;
  /** What the archive keeps; the redacted events when absent. */
  readonly archive?: ArchivePolicy;
  /** Whether several invocations may read one shard side by side, each in the order of the partition keys alone. */
  readonly readsInLanes?: boolean;
}

/** Takes the batches of one or more shards through the whole core, one batch at a time. */
export type Ingest = (batch: ShardBatch) => Promise<IngestResult>;

/** Reads and understands every line of a batch. */
const understandBatch = async (
  core: LearntCore,
  batch: ShardBatch,
  options: ReadOptions,
): Promise<Pick<UnderstoodBatch, 'events' | 'quarantined' | 'tally'>> => {
  const { records, quarantined, tally } = readBatch(batch, options);
  return { events: await core.understand(records), quarantined, tally };
};

/**
 * Builds the ingestion of a process. What it has learnt lives as long as the process; after a failed batch it is thrown
 * away and loaded again, because the stores may hold less than it knows.
 */
export const createIngest = (ports: RememberPorts, parts: IngestParts): Ingest => {
  let core: LearntCore | undefined;
  let batchTally: BatchTally | undefined;
  /** What was only counted is nowhere but in its payload, so the archive has to keep those. */
  const keepsPayloads = parts.archive?.kind === 'payload';
  // The lane knows nothing of addresses, so a policy that takes them out has every line read.
  const isTallied = keepsPayloads && parts.read.lane !== 'events' && parts.redaction?.ip !== true;
  const templates = sparingTemplates(ports.templates);
  const read: ReadOptions = { forms: new LineForms(), ...parts.read };
  return async (batch) => {
    try {
      core ??= createLearntCore({ templates }, parts);
      if (isTallied) batchTally ??= await BatchTally.open(core, read);
      const understood = await (batchTally?.take(batch) ?? understandBatch(core, batch, read));
      const lanes = lanesOf(batch, parts.readsInLanes === true);
      const remembered = await rememberBatch(
        ports,
        parts.policy,
        {
          shard: batch.shard,
          firstSequence: batch.records[0]?.sequence ?? '',
          lastSequence: batch.records.at(-1)?.sequence ?? '',
          ...understood,
          ...(lanes === undefined ? {} : { lanes }),
          ...(keepsPayloads && batchTally === undefined ? { payloads: payloadsOf(batch, understood.events) } : {}),
        },
        parts.archive,
      );
      await core.save();
      return { tally: understood.tally, ...remembered, ...core.takeNotes() };
    } catch (error) {
      core = batchTally = undefined;
      throw error;
    }
  };
};
