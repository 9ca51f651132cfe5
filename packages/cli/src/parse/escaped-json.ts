/** DEL, C1 controls, and the marks that turn the reading direction: a terminal obeys them, and JSON leaves them as they are. */
const obeyed = /[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** One line of JSON that a terminal shows as it is; those characters are escaped, and parsing gives the same value. */
export const escapedJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    obeyed,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
