import type { UnderstandStages } from '@bellwether/log-model';
import type { BatchAccount } from '../account/batch-account.ts';
import type { ItemReader } from '../account/item-reader.ts';
import type { CoreParts, LearntCore } from './learnt-core.ts';

/** What a fast path is opened with: once for each learnt core. */
export interface FastPathParts {
  readonly core: LearntCore;
  readonly account: BatchAccount;
  readonly parts: CoreParts;
  /** Whether the archive keeps payloads, so that an event need not be made of every record. */
  readonly keepsPayloads: boolean;
}

/**
 * Everything that exists only for speed, as the one optional argument of an ingestion. Events, counts, templates, findings and
 * the record accounting are the same without it.
 */
export interface FastPath {
  /** Stages of the core that ask what is known of a line; the plain ones when absent. */
  readonly stages?: UnderstandStages;
  openReader(parts: FastPathParts): ItemReader | Promise<ItemReader>;
}
