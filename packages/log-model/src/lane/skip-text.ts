const quote = 0x22;
const backslash = 0x5c;

/** Units that may stand behind a backslash, but for `u`. */
const escapes: ReadonlySet<number> = new Set([...'"\\/bfnrt'].map((unit) => unit.charCodeAt(0)));

const isHexDigit = (unit: number | undefined): boolean =>
  unit !== undefined && /[\da-f]/i.test(String.fromCharCode(unit));

/** Index of the quote that ends a JSON text, from inside it; -1 when it is no JSON text. */
export const skipText = (bytes: Uint8Array, from: number): number => {
  for (let at = from; ; at += 1) {
    const unit = bytes[at];
    if (unit === undefined || unit < 32) return -1;
    if (unit === quote) return at;
    if (unit !== backslash) continue;
    at += 1;
    const next = bytes[at];
    if (next === 0x75) {
      for (let place = 1; place <= 4; place += 1) if (!isHexDigit(bytes[at + place])) return -1;
      at += 4;
    } else if (next === undefined || !escapes.has(next)) return -1;
  }
};

/** White space at a line's end that is looked through; bytes. */
const longestBlank = 64;

/** True when from `at` to the line's end nothing but white space stands, written as escapes or as spaces. */
export const isBlankUpTo = (bytes: Uint8Array, from: number): boolean => {
  for (let at = from; at < from + longestBlank; at += 1) {
    const unit = bytes[at];
    if (unit === quote) return true;
    if (unit === 32) continue;
    if (unit !== backslash) return false;
    at += 1;
    const next = bytes[at];
    if (next !== 0x6e && next !== 0x72 && next !== 0x74) return false;
  }
  return false;
};
