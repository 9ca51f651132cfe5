/** One `key=value` pair of a text. */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

const maxPairs = 128;

const isKeyCode = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 0x5f ||
  code === 0x2e ||
  code === 0x2d ||
  code === 0x2f ||
  code === 0x40 ||
  code === 0x5b ||
  code === 0x5d;

const isGap = (code: number): boolean =>
  code === 0x20 || code === 0x09 || code === 0x2c || code === 0x3b || code === 0x0a || code === 0x1d;

/** Index of the quote that closes the one before `from`; a backslash guards the next character. The text's length when none does. */
const closingQuote = (text: string, from: number, quote: number): number => {
  for (let index = from; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x5c) index += 1;
    else if (code === quote) return index;
  }
  return text.length;
};

const unescapeQuoted = (text: string): string => (text.includes('\\') ? text.replace(/\\(["'\\])/g, '$1') : text);

/**
 * The `key=value` pairs from an index on, values bare or quoted. Words between the pairs are passed over.
 *
 * Each character is looked at a bounded number of times: after a word that is not a key the scan goes on after it.
 */
export const keyValues = (text: string, from: number = 0): readonly KeyValue[] => {
  const pairs: KeyValue[] = [];
  let index = from;
  while (index < text.length && pairs.length < maxPairs) {
    while (index < text.length && isGap(text.charCodeAt(index))) index += 1;
    const keyStart = index;
    while (index < text.length && isKeyCode(text.charCodeAt(index))) index += 1;
    if (index === keyStart || text.charCodeAt(index) !== 0x3d) {
      while (index < text.length && !isGap(text.charCodeAt(index))) index += 1;
      continue;
    }
    const key = text.slice(keyStart, index);
    index += 1;
    const quote = text.charCodeAt(index);
    if (quote === 0x22 || quote === 0x27) {
      const close = closingQuote(text, index + 1, quote);
      pairs.push({ key, value: unescapeQuoted(text.slice(index + 1, close)) });
      index = close + 1;
      continue;
    }
    const start = index;
    while (index < text.length && !isGap(text.charCodeAt(index))) index += 1;
    pairs.push({ key, value: text.slice(start, index) });
  }
  return pairs;
};

/** The first value of each key. */
export const pairMap = (pairs: readonly KeyValue[]): ReadonlyMap<string, string> => {
  const map = new Map<string, string>();
  for (const { key, value } of pairs) if (!map.has(key)) map.set(key, value);
  return map;
};
