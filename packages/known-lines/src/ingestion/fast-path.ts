import { createTrailLane, knownLineStages, LineForms } from '@bellwether/known-lines';
import type { UnderstandStages } from '@bellwether/log-model';
import type { BatchAccount } from '../account/batch-account.ts';
import { createItemReader, type ItemReader } from '../account/item-reader.ts';
import type { CoreParts, LearntCore } from '../session/learnt-core.ts';
import { TrailReader } from './trail-reader.ts';

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

/**
 * The fast path for lines. A line whose form is known is read without its reader; where the archive keeps payloads, a known
 * line is only counted where it is in its payload.
 *
 * @param hashSeed  a secret number that line signatures are made with, so that no line can be made to pass for another
 */
export const knownLines = (hashSeed: number): FastPath => {
  const forms = new LineForms();
  return {
    stages: knownLineStages,
    openReader: async ({ core, account, parts, keepsPayloads }) => {
      // The counter knows nothing of addresses, so a policy that takes them out has every line read.
      if (!keepsPayloads || parts.redaction?.ip === true || parts.redaction?.mac === true)
        return createItemReader(core, account, forms);
      // Loaded where it is needed: most archives keep events.
      const { KnownLineCounter } = await import('./known-line-counter.ts');
      return KnownLineCounter.open(core, account, { forms, hashSeed });
    },
  };
};

/** The fast path for objects of a trail: where the archive keeps payloads, a known record is counted without being read. */
export const knownTrailRecords: FastPath = {
  openReader: ({ core, account, keepsPayloads }) =>
    keepsPayloads
      ? new TrailReader(core, account, createTrailLane(core.knownLineParts.couldMatch))
      : createItemReader(core, account),
};
