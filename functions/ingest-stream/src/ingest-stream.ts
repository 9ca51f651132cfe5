import type { CompiledRules } from '@bellwether/log-model';
import {
  createIngest,
  type IngestResult,
  type ShardBatch,
  type TellPolicy,
  type RememberPorts,
} from '@bellwether/pipeline';

export interface IngestStreamOptions {
  readonly rules: CompiledRules;
  readonly policy: TellPolicy;
  /** Log groups that begin with this are dropped; empty drops none. */
  readonly ownLogGroupPrefix: string;
}

/**
 * Ingests the batches of a stream, one at a time. At least once in, exactly once in effect: a batch that fails is given
 * again from its first record, and every effect that already happened stays as it is.
 *
 * @throws PortError of the first effect that failed
 */
export const ingestStream = (
  ports: RememberPorts,
  options: IngestStreamOptions,
): ((batch: ShardBatch) => Promise<IngestResult>) =>
  createIngest(ports, {
    rules: options.rules,
    policy: options.policy,
    read: { ownLogGroupPrefixes: [options.ownLogGroupPrefix] },
  });
