import type { AttributeSet } from '../fields/attribute-set.ts';

/** A line as its program wrote it, and what a runtime, a collector or an export said about it around it. */
export interface Unwrapped {
  readonly text: string;
  /** Fields of the wrapping; those of the line itself outrank them. */
  readonly attributes: AttributeSet;
  /** Counts where the line has no time of its own; epoch milliseconds UTC. */
  readonly timestampMs?: number | undefined;
  /** Counts where the line has no level of its own. */
  readonly level?: string | undefined;
  /** The line goes on in the next one of the same key. */
  readonly isPartial: boolean;
  /** Distinguishes streams that were interleaved into one, such as the containers of a pod. */
  readonly key: string;
}
