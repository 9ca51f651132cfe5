import type { Dataset, RecordOrigin } from './event.ts';

/** Which way a record came in. */
export const ingestionPaths = ['stream', 'subscription', 'object', 'file'] as const;
export type IngestionPath = (typeof ingestionPaths)[number];

/**
 * Where a record came from, as the source that received it knows it; never what the record says of itself.
 *
 * @example a line of a log group, through the stream
 * { ingestionPath: 'stream', origin: { account: '111122223333', region: '', logGroup: '/app/web', logStream: 'i-1' },
 *   sendingAccount: '111122223333' }
 */
export interface Provenance {
  readonly ingestionPath: IngestionPath;
  /** Account, region, log group and log stream that the envelope, the object's name or the file's name says; empty where none does. */
  readonly origin: RecordOrigin;
  /** Account that wrote the envelope; absent where nothing says it. */
  readonly sendingAccount?: string;
  /** The object of a bucket that held the record. */
  readonly object?: { readonly bucket: string; readonly key: string };
  /** The dataset that the log source is declared to contain; absent where nobody has declared it. */
  readonly declaredDataset?: Dataset;
}

/**
 * What stands behind a finding: `declared` when its records came from the log source that is declared to hold their dataset,
 * `claimed` when a line somewhere else says that it is such a record. Only declared findings are acted on.
 */
export const findingProvenances = ['declared', 'claimed'] as const;
export type FindingProvenance = (typeof findingProvenances)[number];

/** What an archive keeps of a record's provenance; its origin is among the fields of its event. */
export type KeptProvenance = Omit<Provenance, 'origin'>;
