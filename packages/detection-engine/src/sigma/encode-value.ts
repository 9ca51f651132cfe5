import { UnsupportedConstruct } from '../rule-content-error.ts';
import type { Encoding } from './modifiers.ts';

/** A value while modifiers transform it: a pattern of Sigma, or bytes as a text of one character each. */
interface Encoded {
  readonly pattern: string;
  readonly isBytes: boolean;
}

const hasWildcard = (pattern: string): boolean => /[*?]/.test(pattern.replace(/\\[\\*?]/g, ''));
const plain = (pattern: string): string => pattern.replace(/\\([\\*?])/g, '$1');
const escaped = (text: string): string => text.replace(/[\\*?]/g, '\\$&');

const utf8 = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');

const utf16 = (text: string, isBigEndian: boolean): string =>
  Array.from({ length: text.length }, (_, index) => {
    const unit = text.charCodeAt(index);
    const [high, low] = [String.fromCharCode(unit >> 8), String.fromCharCode(unit & 0xff)];
    return isBigEndian ? high + low : low + high;
  }).join('');

/** Where the fixed part of Base64 begins when the value begins 0, 1 or 2 bytes into a group of three, and how much its end may vary. */
const offsetStart = [0, 2, 3] as const;
const offsetEnd = [undefined, -3, -2] as const;

const base64Offsets = (bytes: string): readonly string[] =>
  offsetStart.map((start, shift) =>
    btoa(' '.repeat(shift) + bytes).slice(start, offsetEnd[(bytes.length + shift) % 3]),
  );

const dashes = ['-', '/', '–', '—', '―'] as const;
/** A dash that begins a word after what is not one: that of a flag. */
const flagDash = /\B[-/–—―]\b/g;
const maxFlags = 4;

const dashVariants = (pattern: string): readonly string[] => {
  const starts = [...pattern.matchAll(flagDash)].map(({ index }) => index);
  if (starts.length > maxFlags) throw new UnsupportedConstruct(`|windash over more than ${maxFlags} flags`);
  return starts.reduce<readonly string[]>(
    (variants, at) => variants.flatMap((one) => dashes.map((dash) => one.slice(0, at) + dash + one.slice(at + 1))),
    [pattern],
  );
};

const apply = (value: Encoded, encoding: Encoding): readonly Encoded[] => {
  if (encoding === 'windash') {
    if (value.isBytes) throw new UnsupportedConstruct('|windash after an encoding');
    return dashVariants(value.pattern).map((pattern) => ({ pattern, isBytes: false }));
  }
  if (hasWildcard(value.pattern)) throw new UnsupportedConstruct(`|${encoding} of a value with wildcards`);
  const text = plain(value.pattern);
  const bytes = (encoded: string): readonly Encoded[] => [{ pattern: escaped(encoded), isBytes: true }];
  switch (encoding) {
    case 'wide':
    case 'utf16le':
      return bytes(utf16(text, false));
    case 'utf16be':
      return bytes(utf16(text, true));
    case 'utf16':
      return bytes(`\u00ff\u00fe${utf16(text, false)}`);
    default: {
      const raw = value.isBytes ? text : utf8(text);
      const results = encoding === 'base64' ? [btoa(raw)] : base64Offsets(raw);
      return results.map((pattern) => ({ pattern, isBytes: false }));
    }
  }
};

/**
 * The patterns that a value means once its modifiers are applied in order; any of them may match.
 *
 * @throws UnsupportedConstruct when an encoding meets a wildcard, or dashes have too many variants
 * @example
 * encodeValue('cmd', ['wide', 'base64offset']); // 'YwBtAGQA', 'MAbQBkA', 'jAG0AZA'
 */
export const encodeValue = (pattern: string, encodings: readonly Encoding[]): readonly string[] =>
  encodings
    .reduce<readonly Encoded[]>(
      (values, one) => values.flatMap((value) => apply(value, one)),
      [{ pattern, isBytes: false }],
    )
    .map((value) => value.pattern);
