/** A text with its escapes undone, and where each of its characters stands in the raw one. */
export interface TextView {
  readonly text: string;
  /** Place in the raw text of each character, and of the end; undefined where both texts are the same. */
  readonly offsets: Uint32Array | undefined;
}

const escape = /%[0-9A-Fa-f]{2}|\\{1,15}u00[0-7][0-9A-Fa-f]/g;

export const hasEscapes = (text: string): boolean => {
  escape.lastIndex = 0;
  return escape.test(text);
};

/**
 * Undoes percent encoding and `\u0040` for the characters of ASCII; others cannot change what a pattern finds.
 *
 * Control characters become spaces, so that a match never goes on over a line that was encoded.
 */
export const viewOf = (raw: string): TextView => {
  let text = '';
  let from = 0;
  const offsets = new Uint32Array(raw.length + 1);
  escape.lastIndex = 0;
  const take = (piece: string, start: number, step: number): void => {
    for (let index = 0; index < piece.length; index += 1) offsets[text.length + index] = start + index * step;
    text += piece;
  };
  for (const { 0: found, index } of raw.matchAll(escape)) {
    const code = parseInt(found.slice(-2), 16);
    if (code >= 128) continue;
    take(raw.slice(from, index), from, 1);
    take(code < 32 ? ' ' : String.fromCharCode(code), index, 0);
    from = index + found.length;
  }
  take(raw.slice(from), from, 1);
  offsets[text.length] = raw.length;
  return { text, offsets };
};
