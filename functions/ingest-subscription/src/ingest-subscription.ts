import {
  createIngest,
  deliveryBatch,
  ingestPartsOf,
  type IngestResult,
  type LineIngestOptions,
  type CommitPorts,
} from '@bellwether/pipeline';

/**
 * Ingests the deliveries of CloudWatch Logs subscriptions, one at a time. Lambda gives an event again when it failed, and now
 * and then when it did not; every effect that already happened stays as it is.
 *
 * @throws PortError of the first effect that failed
 */
export const ingestSubscription = (
  ports: CommitPorts,
  options: LineIngestOptions,
): ((delivery: { readonly data: Uint8Array }) => Promise<IngestResult>) => {
  const ingest = createIngest(ports, ingestPartsOf(options));
  return ({ data }) => ingest(deliveryBatch(data, ports.clock.now()));
};
