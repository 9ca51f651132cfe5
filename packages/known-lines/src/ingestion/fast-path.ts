import { createItemReader, type FastPath } from '@bellwether/pipeline';
import { LineKinds } from '../lines/line-kinds.ts';
import { knownLineStages } from '../lines/known-line-stages.ts';
import { createTrailFastPath } from '../trail/trail-fast-path.ts';
import { TrailReader } from './trail-reader.ts';

/**
 * The fast path for lines. A line of a known kind is read without its reader. Where the archive keeps payloads, a known
 * line is only counted, inside its payload.
 *
 * @param hashSeed  a secret number that line signatures are made with, so that nobody can write a line that has the signature of another
 * @example
 * const ingest = createIngest(ports, parts, knownLines(randomInt(2 ** 32)));
 * await ingest(batch); // as `createIngest(ports, parts)` would, in less time
 */
export const knownLines = (hashSeed: number): FastPath => {
  const lineKinds = new LineKinds();
  return {
    stages: knownLineStages,
    openReader: async ({ core, account, parts, keepsPayloads }) => {
      // The counter knows nothing of addresses, so a policy that takes them out has every line read.
      if (!keepsPayloads || parts.redaction?.ip === true || parts.redaction?.mac === true)
        return createItemReader(core, account, lineKinds);
      // Loaded where it is needed: most archives keep events.
      const { KnownLineCounter } = await import('./known-line-counter.ts');
      return KnownLineCounter.open(core, account, { lineKinds, hashSeed });
    },
  };
};

/**
 * The fast path for CloudTrail objects: where the archive keeps payloads, a known record is counted without being read.
 *
 * @example
 * const ingestObject = createObjectIngest(ports, parts, knownTrailRecords);
 * await ingestObject(object); // as `createObjectIngest(ports, parts)` would, in less time
 */
export const knownTrailRecords: FastPath = {
  openReader: ({ core, account, keepsPayloads }) =>
    keepsPayloads
      ? new TrailReader(core, account, createTrailFastPath(core.knownLineParts.couldMatch))
      : createItemReader(core, account),
};
