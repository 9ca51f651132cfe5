/**
 * Steps over JSON values on bytes, so that what is not asked for costs no text and no object. What these functions step over,
 * `JSON.parse` takes as well; what they refuse has to be read in full.
 *
 * Each is given the index where its value begins and gives back the index after it, or `odd`. `end` is the last index that is
 * read: reading beyond a typed array makes every read of it slower from then on.
 */
export const odd = -1;

const quote = 0x22;
const backslash = 0x5c;
const openObject = 0x7b;
const closeObject = 0x7d;
const openArray = 0x5b;
const closeArray = 0x5d;
const colon = 0x3a;
const comma = 0x2c;

/** Objects and arrays inside one another; what nests deeper is read in full. */
const maxDepth = 40;

const isEscaped = new Uint8Array(256);
for (const unit of '"\\/bfnrt') isEscaped[unit.charCodeAt(0)] = 1;

const isHex = new Uint8Array(256);
for (const unit of '0123456789abcdefABCDEF') isHex[unit.charCodeAt(0)] = 1;

const skipEscape = (bytes: Uint8Array, at: number, end: number): number => {
  const unit = bytes[at + 1] ?? 0;
  if (isEscaped[unit] === 1) return at + 2;
  if (unit !== 0x75 || at + 5 >= end) return odd;
  for (let index = at + 2; index < at + 6; index += 1) if (isHex[bytes[index]!] === 0) return odd;
  return at + 6;
};

/** Bytes of JSON, seen one and four at a time. */
export interface JsonBytes {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** Four bytes at a time: whether one of them is a quote, a backslash or a control character, by the usual zero-byte trick. */
const holdsSpecial = (four: number): boolean => {
  const quotes = four ^ 0x22222222;
  const slashes = four ^ 0x5c5c5c5c;
  const found = ((quotes - 0x01010101) & ~quotes) | ((slashes - 0x01010101) & ~slashes) | ((four - 0x20202020) & ~four);
  return (found & 0x80808080) !== 0;
};

/** Whether one of four bytes is DEL or beyond ASCII. */
const holdsWide = (four: number): boolean => ((four | (four + 0x01010101)) & 0x80808080) !== 0;

/** Whether the bytes from `from` to before `to` are all ASCII, four at a time, the last ones looked at twice; at least four. */
export const isAscii = (view: DataView, from: number, to: number): boolean => {
  for (let at = from; at < to - 4; at += 4) if (holdsWide(view.getInt32(at, true))) return false;
  return !holdsWide(view.getInt32(to - 4, true));
};

/** Whether they stand for themselves in a JSON text as well: no quote, no escape; at least four. */
export const isPlainAscii = (view: DataView, from: number, to: number): boolean => {
  for (let at = from; at < to - 4; at += 4) if (holdsSpecial(view.getInt32(at, true))) return false;
  return !holdsSpecial(view.getInt32(to - 4, true)) && isAscii(view, from, to);
};

/** @param from  index after the opening quote */
export const skipString = ({ bytes, view }: JsonBytes, from: number, end: number): number => {
  let at = from;
  for (;;) {
    while (at + 4 <= end && !holdsSpecial(view.getInt32(at, true))) at += 4;
    let unit = bytes[at]!;
    while (at < end && unit >= 0x20 && unit !== quote && unit !== backslash) {
      at += 1;
      unit = bytes[at]!;
    }
    if (at >= end) return odd;
    if (unit === quote) return at + 1;
    at = unit === backslash ? skipEscape(bytes, at, end) : odd;
    if (at < 0) return odd;
  }
};

/** A key as it is written; one with an escape may spell any other and is refused. Gives back the index after its quote. */
export const skipKey = (bytes: Uint8Array, from: number, end: number): number => {
  for (let at = from; at < end; at += 1) {
    const unit = bytes[at]!;
    if (unit === quote) return at + 1;
    if (unit === backslash || unit < 0x20) return odd;
  }
  return odd;
};

const isSpace = (unit: number): boolean => unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;

export const skipSpace = (bytes: Uint8Array, from: number, end: number): number => {
  let at = from;
  while (at < end && bytes[at]! <= 0x20 && isSpace(bytes[at]!)) at += 1;
  return at;
};

const skipDigits = (bytes: Uint8Array, from: number, end: number): number => {
  let at = from;
  while (at < end && bytes[at]! >= 0x30 && bytes[at]! <= 0x39) at += 1;
  return at;
};

const skipNumber = (bytes: Uint8Array, from: number, end: number): number => {
  const first = bytes[from] === 0x2d ? from + 1 : from;
  let at = skipDigits(bytes, first, end);
  if (at === first || (bytes[first] === 0x30 && at > first + 1)) return odd;
  if (bytes[at] === 0x2e) {
    const fraction = at + 1;
    at = skipDigits(bytes, fraction, end);
    if (at === fraction) return odd;
  }
  if (((bytes[at] ?? 0) | 0x20) === 0x65) {
    const sign = bytes[at + 1];
    const exponent = sign === 0x2b || sign === 0x2d ? at + 2 : at + 1;
    at = skipDigits(bytes, exponent, end);
    if (at === exponent) return odd;
  }
  return at;
};

const wordOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const words: ReadonlyMap<number, Uint8Array> = new Map(
  ['true', 'false', 'null'].map((word) => [word.charCodeAt(0), wordOf(word)]),
);

/** Whether the bytes from an index on are these. */
export const isAt = (bytes: Uint8Array, at: number, wanted: Uint8Array): boolean => {
  for (let index = 0; index < wanted.length; index += 1) if (bytes[at + index] !== wanted[index]) return false;
  return true;
};

const skipWordOrNumber = (bytes: Uint8Array, at: number, end: number): number => {
  const word = words.get(bytes[at] ?? 0);
  if (word === undefined) return skipNumber(bytes, at, end);
  return at + word.length <= end && isAt(bytes, at, word) ? at + word.length : odd;
};

const skipArray = (json: JsonBytes, from: number, end: number, depth: number): number => {
  const { bytes } = json;
  let at = skipSpace(bytes, from, end);
  if (bytes[at] === closeArray) return at + 1;
  for (;;) {
    at = skipValue(json, at, end, depth);
    if (at < 0) return odd;
    at = skipSpace(bytes, at, end);
    const unit = bytes[at];
    if (unit === closeArray) return at + 1;
    if (unit !== comma) return odd;
    at = skipSpace(bytes, at + 1, end);
  }
};

/** From after a key's closing quote to its value. */
export const skipColon = (bytes: Uint8Array, from: number, end: number): number => {
  const at = skipSpace(bytes, from, end);
  return bytes[at] === colon ? skipSpace(bytes, at + 1, end) : odd;
};

const skipObject = (json: JsonBytes, from: number, end: number, depth: number): number => {
  const { bytes } = json;
  let at = skipSpace(bytes, from, end);
  if (bytes[at] === closeObject) return at + 1;
  for (;;) {
    if (bytes[at] !== quote) return odd;
    at = skipString(json, at + 1, end);
    if (at < 0) return odd;
    at = skipColon(bytes, at, end);
    if (at < 0) return odd;
    at = bytes[at] === quote ? skipString(json, at + 1, end) : skipValue(json, at, end, depth);
    if (at < 0) return odd;
    at = skipSpace(bytes, at, end);
    const unit = bytes[at];
    if (unit === closeObject) return at + 1;
    if (unit !== comma) return odd;
    at = skipSpace(bytes, at + 1, end);
  }
};

/** @param depth  how many objects and arrays may still open inside one another */
export const skipValue = (json: JsonBytes, at: number, end: number, depth: number = maxDepth): number => {
  const { bytes } = json;
  const unit = bytes[at];
  if (unit === quote) return skipString(json, at + 1, end);
  if (unit === openObject) return depth === 0 ? odd : skipObject(json, at + 1, end, depth - 1);
  if (unit === openArray) return depth === 0 ? odd : skipArray(json, at + 1, end, depth - 1);
  return skipWordOrNumber(bytes, at, end);
};
