import {
  createIngest,
  ingestPartsOf,
  withoutRepeats,
  withReplays,
  type IngestParts,
  type IngestResult,
  type LineIngestOptions,
  type CommitPorts,
  type ShardBatch,
} from '@bellwether/pipeline';
import type { Ports } from '@bellwether/ports';

export interface IngestStreamOptions extends LineIngestOptions {
  /** Invocations that read one shard side by side; 1 unless told. Above 1 counts are guarded a partition key. */
  readonly parallelisationFactor?: number;
}

/** The parts of an ingestion of a stream. */
export const streamParts = (options: IngestStreamOptions): IngestParts => ({
  ...ingestPartsOf(options),
  readsByOrderingKey: (options.parallelisationFactor ?? 1) > 1,
});

/**
 * Ingests the batches of a stream, one at a time. At least once in, exactly once in effect: a batch that fails is given
 * again from its first record, and every effect that already happened stays as it is; a payload that the sender put twice is
 * left out the second time, where there is a ledger of what was read.
 *
 * Records that `bellwether replay` put are batches of their own.
 *
 * @throws PortError of the first effect that failed
 */
export const ingestStream = (
  ports: CommitPorts & Partial<Pick<Ports, 'ledger'>>,
  options: IngestStreamOptions,
): ((batch: ShardBatch) => Promise<IngestResult>) => {
  const ingest = createIngest(ports, streamParts(options));
  return withReplays(ingest, ports.ledger ? withoutRepeats(ports.ledger, ingest) : ingest);
};
