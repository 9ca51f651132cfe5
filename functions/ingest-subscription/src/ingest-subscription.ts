import type { CompiledRules } from '@bellwether/log-model';
import { createIngest, type IngestResult, type RememberPorts, type TellPolicy } from '@bellwether/pipeline';
import { deliveryBatch } from './delivery-batch.ts';

export interface IngestSubscriptionOptions {
  readonly rules: CompiledRules;
  readonly policy: TellPolicy;
  /** Log groups that begin with this are dropped; empty drops none. */
  readonly ownLogGroupPrefix: string;
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
    read: { ownLogGroupPrefixes: [options.ownLogGroupPrefix] },
  });
  return ({ data }) => ingest(deliveryBatch(data, ports.clock.now()));
};
