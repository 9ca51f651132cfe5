import type { Dataset } from '@bellwether/log-model';

/** One raw record whose events were read: what the archive keeps where its policy is `payload`. */
export interface BatchPayload {
  readonly sequence: string;
  /** Number of the user record in its aggregate, from 0. */
  readonly userRecord?: number;
  /** Epoch milliseconds UTC. */
  readonly arrivalMs: number;
  /** What wrote most of its events, as far as is known. */
  readonly dataset: Dataset;
  /** Events that were read of it; integer, 1 or more. */
  readonly events: number;
  /** Times of its earliest and its latest event, epoch milliseconds UTC. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** The record, gzip or not; kept as it is. */
  readonly bytes: Uint8Array;
}
