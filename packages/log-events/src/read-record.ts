import type { Attributes, Dataset } from './event.ts';
import type { DropReason, ReadFailure } from './failure.ts';

/** What a reader took from one record, before severity, category and template are known. */
export interface ReadRecord {
  readonly format: string;
  readonly dataset: Dataset;
  /** Epoch milliseconds UTC; absent when neither the text nor the service says when it happened. */
  readonly timestampMs?: number;
  /** The service's own event id, when it gave one. */
  readonly id?: string;
  /** The level as the record writes it (`WARN`, `30`, `E`, `notice`), when it has one. */
  readonly level?: string;
  readonly account?: string;
  readonly region?: string;
  /** The text after the header: what is mined and shown. */
  readonly message: string;
  readonly attributes: Attributes;
  /** The whole record when it was JSON: what rules look into by dotted path. */
  readonly document?: Readonly<Record<string, unknown>>;
  /** Present where the message is a part of a private key that began in a record before it. */
  readonly isKeyBody?: true;
}

export type ReadOutcome =
  | { readonly kind: 'record'; readonly record: ReadRecord }
  | { readonly kind: 'failure'; readonly failure: ReadFailure }
  | { readonly kind: 'dropped'; readonly reason: DropReason };
