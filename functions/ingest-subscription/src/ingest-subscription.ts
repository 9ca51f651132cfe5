import {
  createIngest,
  deliveryBatch,
  knownLines,
  type CommitPorts,
  type IngestParts,
  type IngestResult,
} from '@bellwether/pipeline';

export interface IngestSubscriptionOptions extends IngestParts {
  /** A secret number that line signatures are made with; see `knownLines`. */
  readonly hashSeed: number;
}

/**
 * Ingests the deliveries of CloudWatch Logs subscriptions, one at a time. Lambda gives an event again when it failed, and now
 * and then when it did not; every effect that already happened stays as it is.
 *
 * @throws PortError of the first effect that failed
 */
export const ingestSubscription = (
  ports: CommitPorts,
  options: IngestSubscriptionOptions,
): ((delivery: { readonly data: Uint8Array }) => Promise<IngestResult>) => {
  const ingest = createIngest(ports, { ...options, readsByOrderingKey: false }, knownLines(options.hashSeed));
  return ({ data }) => ingest(deliveryBatch(data, ports.clock.now()));
};
