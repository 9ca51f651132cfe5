import type { MessagePieces } from './partial-event.ts';

/** Characters that must follow one another; `undefined` stands for any one. */
export type Wanted = readonly (string | undefined)[];

/** Stands for the run between two pieces. */
const run = undefined;
type Token = string | typeof run;

const runUnit = { hex: /^[\dA-Fa-f]$/, alphanumeric: /^[\dA-Za-z]$/ };

const tokensOf = (pieces: readonly string[]): readonly Token[] =>
  pieces.flatMap((piece, index): Token[] => (index === 0 ? [...unitsOf(piece)] : [run, ...unitsOf(piece)]));

/** UTF-16 units, not characters: patterns count in units. */
const unitsOf = (text: string): readonly string[] => Array.from({ length: text.length }, (_, at) => text.charAt(at));

/**
 * Whether the wanted units could stand in a text of which only pieces are known, wherever its runs begin and end.
 *
 * Follows all indexes at once, so the time is the product of both lengths at most.
 *
 * @param anchor  where they have to be: anywhere, or at the beginning or end of the text
 */
export const couldStandIn = (
  { pieces, runs }: MessagePieces,
  wanted: Wanted,
  anchor: 'anywhere' | 'beginning' | 'end',
): boolean => {
  const tokens = tokensOf(pieces);
  let indexes = new Set(anchor === 'beginning' ? [0] : [...tokens.keys(), tokens.length]);
  for (const unit of wanted) {
    const next = new Set<number>();
    for (const at of indexes) {
      if (at === tokens.length) continue;
      const token = tokens[at];
      if (token === run) {
        if (unit !== undefined && !runUnit[runs].test(unit)) continue;
        next.add(at).add(at + 1);
      } else if (unit === undefined || unit === token) next.add(at + 1);
    }
    indexes = next;
    if (indexes.size === 0) return false;
  }
  return anchor !== 'end' || indexes.has(tokens.length);
};
