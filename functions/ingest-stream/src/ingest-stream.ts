import type { CompiledRules, RedactionPolicy } from '@bellwether/log-model';
import {
  createIngest,
  withoutRepeats,
  withReplays,
  type ArchivePolicy,
  type IngestResult,
  type ShardBatch,
  type TellPolicy,
  type RememberPorts,
} from '@bellwether/pipeline';
import type { Ports } from '@bellwether/ports';

export interface IngestStreamOptions {
  readonly rules: CompiledRules;
  readonly policy: TellPolicy;
  /** What the archive keeps; the redacted events when absent. */
  readonly archive?: ArchivePolicy;
  /** Log groups that begin with this are dropped; empty drops none. */
  readonly ownLogGroupPrefix: string;
  /** What is taken out of messages and fields; the default policy when absent. */
  readonly redaction?: RedactionPolicy;
  /** A secret number, so that no line can be made to pass for another; see `ReadOptions.hashSeed`. */
  readonly hashSeed: number;
  /** Invocations that read one shard side by side; 1 unless told. Above 1 counts are guarded a partition key. */
  readonly parallelisationFactor?: number;
}

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
  ports: RememberPorts & Partial<Pick<Ports, 'ledger'>>,
  options: IngestStreamOptions,
): ((batch: ShardBatch) => Promise<IngestResult>) => {
  const ingest = createIngest(ports, {
    rules: options.rules,
    policy: options.policy,
    ...(options.archive ? { archive: options.archive } : {}),
    ...(options.redaction ? { redaction: options.redaction } : {}),
    read: { ownLogGroupPrefixes: [options.ownLogGroupPrefix], hashSeed: options.hashSeed },
    readsInLanes: (options.parallelisationFactor ?? 1) > 1,
  });
  return withReplays(ingest, ports.ledger ? withoutRepeats(ports.ledger, ingest) : ingest);
};
