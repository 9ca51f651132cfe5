import {
  createIngest,
  notingBacklog,
  withoutRepeats,
  withReplays,
  type CommitPorts,
  type FastPath,
  type Ingest,
  type ShardIngestParts,
} from '@bellwether/pipeline';
import type { Ports } from '@bellwether/ports';

export interface IngestStreamOptions extends Omit<ShardIngestParts, 'readsByOrderingKey'> {
  /** Invocations that read one shard side by side; integer, 1 or more. Above 1 counts are guarded for each partition key. */
  readonly parallelisationFactor: number;
  /** How known lines are counted without being read; the results are the same without it. */
  readonly fastPath: FastPath;
}

export type IngestStreamPorts = CommitPorts & Pick<Ports, 'ledger'>;

/** Builds the ingestion of a stream's shards. */
export const streamIngest = (ports: CommitPorts, { fastPath, ...parts }: IngestStreamOptions): Ingest => {
  const readsByOrderingKey = parts.parallelisationFactor > 1;
  return createIngest(ports, { ...parts, readsByOrderingKey }, fastPath);
};

/**
 * Ingests the batches of a stream, one at a time. At least once in, exactly once in effect: a batch that fails is given
 * again from its first record, and every effect that already happened stays as it is; a payload that the sender put twice is
 * left out the second time, as the ledger of what was read says.
 *
 * Records that `bellwether replay` put are batches of their own.
 *
 * @throws PortError of the first effect that failed
 */
export const ingestStream = (ports: IngestStreamPorts, options: IngestStreamOptions): Ingest => {
  const ingest = streamIngest(ports, options);
  const repeatFree = withoutRepeats(ports.ledger, ingest, options.parallelisationFactor > 1);
  return withReplays(ingest, notingBacklog(ports, repeatFree));
};
