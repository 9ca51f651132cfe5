import type { CompiledRules, RedactionPolicy } from '@bellwether/log-model';
import {
  createIngest,
  type ArchivePolicy,
  type IngestResult,
  type RememberPorts,
  type TellPolicy,
} from '@bellwether/pipeline';
import { deliveryBatch } from './delivery-batch.ts';

export interface IngestSubscriptionOptions {
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
}

/**
 * Ingests the deliveries of CloudWatch Logs subscriptions, one at a time. Lambda gives an event again when it failed, and now
 * and then when it did not; every effect that already happened stays as it is.
 *
 * @throws PortError of the first effect that failed
 */
export const ingestSubscription = (
  ports: RememberPorts,
  options: IngestSubscriptionOptions,
): ((delivery: { readonly data: Uint8Array }) => Promise<IngestResult>) => {
  const ingest = createIngest(ports, {
    rules: options.rules,
    policy: options.policy,
    ...(options.archive ? { archive: options.archive } : {}),
    ...(options.redaction ? { redaction: options.redaction } : {}),
    read: { ownLogGroupPrefixes: [options.ownLogGroupPrefix], hashSeed: options.hashSeed },
  });
  return ({ data }) => ingest(deliveryBatch(data, ports.clock.now()));
};
