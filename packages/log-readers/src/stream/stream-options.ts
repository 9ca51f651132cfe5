import type { KnownLineReader } from './known-lines.ts';
import type { StreamState } from '../reader.ts';

export interface StreamOptions {
  /** When the records arrived, epoch milliseconds UTC. */
  readonly receivedMs: number;
  /** Reads lines whose signature was seen before; every line goes to its reader when absent. */
  readonly knownLines?: KnownLineReader;
  /** Maximum characters that joined lines make of one message; 64 Ki when absent. */
  readonly limitBytes?: number;
  /** Where an earlier stream of the same lines stopped; absent at the beginning. */
  readonly state?: StreamState;
  /** Whether the first line may be inside a private key that an earlier delivery began. @see mayContinueKey */
  readonly mayContinueKey?: boolean;
}

/** Shapes remembered of one stream; then it begins anew, so that memory stays bounded. */
export const maxShapes = 1024;

/** Outcomes that may wait after a held record; beyond, memory would grow with a hostile stream. */
export const maxWaiting = 2000;
