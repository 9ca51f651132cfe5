import { LineForms, type CompiledRules, type Finding } from '@bellwether/log-model';
import type { ShardBatch } from './batch.ts';
import { createLearntCore, type LearntCore } from './learnt-core.ts';
import { readBatch, type ReadOptions } from './read-batch.ts';
import { rememberBatch, type RememberPorts } from './remember-batch.ts';
import type { Tally } from './tally.ts';
import type { TellPolicy } from './tell-finding.ts';

export interface IngestResult {
  readonly tally: Tally;
  readonly findings: readonly Finding[];
  readonly alertsTold: number;
}

/** Takes the batches of one or more shards through the whole core, one batch at a time. */
export type Ingest = (batch: ShardBatch) => Promise<IngestResult>;

/**
 * Builds the ingestion of a process. What it has learnt lives as long as the process; after a failed batch it is thrown
 * away and loaded again, because the stores may hold less than it knows.
 */
export const createIngest = (
  ports: RememberPorts,
  parts: { readonly rules: CompiledRules; readonly policy: TellPolicy; readonly read: ReadOptions },
): Ingest => {
  let core: LearntCore | undefined;
  const read: ReadOptions = { forms: new LineForms(), ...parts.read };
  return async (batch) => {
    core ??= createLearntCore(ports, parts);
    const { records, quarantined, tally } = readBatch(batch, read);
    try {
      const events = await core.understand(records);
      const remembered = await rememberBatch(ports, parts.policy, {
        shard: batch.shard,
        firstSequence: batch.records[0]?.sequence ?? '',
        lastSequence: batch.records.at(-1)?.sequence ?? '',
        events,
        quarantined,
        tally,
      });
      await core.save();
      return { tally, ...remembered };
    } catch (error) {
      core = undefined;
      throw error;
    }
  };
};
