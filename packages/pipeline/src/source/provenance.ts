import type { Dataset, RecordOrigin } from '@bellwether/log-model';

/** Which way a record came in. */
export type IngestionPath = 'stream' | 'subscription' | 'object' | 'file' | 'archive';

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
  /** The dataset that the place is declared to hold; absent where nobody has declared it. */
  readonly declaredDataset?: Dataset;
}
