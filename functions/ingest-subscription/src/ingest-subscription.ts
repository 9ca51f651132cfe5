import {
  createIngest,
  deliveryBatch,
  type CommitPorts,
  type FastPath,
  type IngestParts,
  type IngestResult,
} from '@bellwether/pipeline';

export interface IngestSubscriptionOptions extends IngestParts {
  /** How known lines are counted without being read; the results are the same without it. */
  readonly fastPath: FastPath;
}

/**
 * Ingests the deliveries of CloudWatch Logs subscriptions, one at a time. Lambda gives an event again when it failed, and now
 * and then when it did not; every effect that already happened stays as it is.
 *
 * @throws PortError of the first effect that failed
 */
export const ingestSubscription = (
  ports: CommitPorts,
  { fastPath, ...parts }: IngestSubscriptionOptions,
): ((delivery: { readonly data: Uint8Array }) => Promise<IngestResult>) => {
  const ingest = createIngest(ports, { ...parts, readsByOrderingKey: false }, fastPath);
  return ({ data }) => ingest(deliveryBatch(data, ports.clock.now()));
};
