/** What a byte of a JSON text is to a scan. */
export const sign = 0;
/** May end or spoil a plain text: a quote, a backslash, a control character, anything beyond ASCII. */
export const stop = 1;
export const digit = 2;
/** `a` to `f`: with digits they may be an identifier. */
export const hexLetter = 3;
export const letter = 4;

/** Class of each byte. Beyond ASCII nothing is plain: such texts are read in full. */
export const classes = new Uint8Array(256).fill(stop, 127);
classes.fill(stop, 0, 32);
classes[0x22] = classes[0x5c] = stop;
for (let unit = 48; unit <= 57; unit += 1) classes[unit] = digit;
for (let unit = 65; unit <= 90; unit += 1) classes[unit] = classes[unit + 32] = letter;
for (let unit = 97; unit <= 102; unit += 1) classes[unit] = hexLetter;

const isSpecial = (unit: number): boolean => classes[unit] === stop || classes[unit] === digit;

/** Of two bytes, the first in the low half: 1 or 2 for the first that is a digit or a stop, 0 when neither is. */
export const specialOf = Uint8Array.from({ length: 65_536 }, (_, pair) =>
  isSpecial(pair & 255) ? 1 : isSpecial(pair >>> 8) ? 2 : 0,
);
/** Of two bytes: 1 when one of them is a stop. */
export const stopsIn = Uint8Array.from({ length: 65_536 }, (_, pair) =>
  classes[pair & 255] === stop || classes[pair >>> 8] === stop ? 1 : 0,
);

/** Marks in the hash, which are no text: for digits, and for digits with `a` to `f` by what begins them. */
export const digitsMark = 1;
export const hexFromDigitMark = 2;
export const hexFromLetterMark = 3;
/** Added to a mark with the length of its run, four times over, so that it is no mark alone. */
export const lengthMark = 0x8000_0000 | 0;

/** Longest line that has a form, in bytes of its JSON text. Classification reads as much of a message, so no word is cut. */
export const longestForm = 1024;
/** Most masked runs of one line; a line with more is a table or a dump. */
export const mostRuns = 96;
/** Bytes of a line's beginning in which the lengths of masked runs tell lines apart; `lineShape` looks as far. */
export const headLength = 48;

/** What the hash of a line is made with. */
export interface HashKey {
  /** Odd. */
  readonly factor: number;
  /** Two weights for each place. */
  readonly first: Int32Array;
  readonly second: Int32Array;
}

/**
 * The hash of a line is a sum of its parts times weights, in two lanes (multilinear hashing): whoever does not know the
 * weights cannot make two lines meet but by chance, about 2^-25 a lane however the lines are chosen.
 *
 * @param seed  what the weights are made from; secret where hostile lines must not pass for others
 * @see Lemire, Kaser (2014), Strongly universal string hashing is fast, The Computer Journal 57(11)
 */
export const hashKeyOf = (seed: number): HashKey => {
  // A part has up to four bytes; each masked run takes three places more.
  const size = 2 * longestForm + 3 * mostRuns + 8;
  let state = seed | 0;
  // SplitMix32: one step of Weyl's sequence, then the finaliser of MurmurHash3.
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
  return {
    factor: next() | 1,
    first: Int32Array.from({ length: size }, next),
    second: Int32Array.from({ length: size }, next),
  };
};
