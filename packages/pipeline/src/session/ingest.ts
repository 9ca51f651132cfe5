import { changedTemplatesOnly } from '../commit/changed-templates.ts';
import type { CommitPorts } from '../commit/commit-ports.ts';
import type { FastPath } from './fast-path.ts';
import type { ShardBatch } from '../source/shard-batch.ts';
import { streamBatch } from '../source/stream-batch.ts';
import { openIngestion, type IngestParts, type IngestResult } from './ingestion.ts';

/** Takes the batches of one or more shards through the whole core, one batch at a time. */
export type Ingest = (batch: ShardBatch) => Promise<IngestResult>;

/** What the ingestion of shards is made with. */
export interface ShardIngestParts extends IngestParts {
  /** Whether several invocations may read one shard side by side, each in the order of the partition keys alone. */
  readonly readsByOrderingKey: boolean;
}

/** Builds the ingestion of shards of a process: batches of a stream, and deliveries, which are shards of their own. */
export const createIngest = (ports: CommitPorts, parts: ShardIngestParts, fastPath?: FastPath): Ingest => {
  const templates = changedTemplatesOnly(ports.templates, ports.clock);
  const ingestion = openIngestion({ ...ports, templates }, parts, fastPath);
  return (batch) => ingestion.take(() => streamBatch(batch, parts.readsByOrderingKey, parts.declaredDatasets));
};
