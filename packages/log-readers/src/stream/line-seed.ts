import type { RecordOrigin, Dataset } from '@bellwether/log-events';
import { groupHint } from '../origin.ts';

/** Begins the signature of every line: what is known of a stream decides how its lines are read. */
export const seedOf = (origin: RecordOrigin, dataset: Dataset | undefined): number => {
  const text = `${dataset ?? ''}\n${groupHint(origin)?.formats.join(' ') ?? ''}`;
  let seed = 0;
  for (let index = 0; index < text.length; index += 1) seed = Math.imul(seed ^ text.charCodeAt(index), 0x01000193) | 0;
  return seed;
};
