/**
 * Fragments of which every secret shows at least one; those in capitals count only so, the others in any case. The
 * letter behind `|` is a rare one, so the fragment is looked for there.
 */
const fragments = [
  'ss|w', // password, passwd
  'ss|ph', // passphrase
  'p|wd',
  'se|cret',
  '|credential',
  'to|ken',
  '|key"',
  "|key'",
  '|key:',
  '|key=',
  '|key\\',
  '|key ',
  '|bearer',
  '|basic',
  'ey|J',
  'A|KIA',
  'A|SIA',
  'A|BIA',
  'A|CCA',
  'ghp|_',
  'gho|_',
  'ghu|_',
  'ghs|_',
  'ghr|_',
  'pat|_',
  '|xox',
  'AI|za',
  's|k_live_',
  's|k_test_',
  'r|k_live_',
  'r|k_test_',
  's|k-',
  'npm|_',
  '|glpat-',
  'S|G.',
  '-|BEGIN',
] as const;

interface Fragment {
  readonly text: string;
  /** Where the rare letter stands in it. */
  readonly anchor: number;
}

const isCapital = (unit: number): boolean => unit >= 65 && unit <= 90;

const fragmentsAt: (readonly Fragment[] | undefined)[] = new Array<readonly Fragment[] | undefined>(128).fill(
  undefined,
);
for (const marked of fragments) {
  const anchor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const unit = text.charCodeAt(anchor);
  for (const spelt of new Set([unit, text.toUpperCase().charCodeAt(anchor)])) {
    fragmentsAt[spelt] = [...(fragmentsAt[spelt] ?? []), { text, anchor }];
  }
}

/** Classes of units: what each asks the loop to do. */
const other = 0;
const anchor = 1;
const digit = 2;
const separator = 3;
const always = 4;
const plus = 5;
const kinds = new Uint8Array(128);
fragmentsAt.forEach((found, unit) => {
  if (found) kinds[unit] = anchor;
});
for (let unit = 48; unit <= 57; unit += 1) kinds[unit] = digit;
kinds[32] = kinds[45] = separator;
kinds[64] = always;
kinds[43] = plus;

const isFragmentAt = (text: string, index: number, fragment: Fragment): boolean => {
  const start = index - fragment.anchor;
  if (start < 0 || start + fragment.text.length > text.length) return false;
  for (let at = 0; at < fragment.text.length; at += 1) {
    const unit = text.charCodeAt(start + at);
    const wanted = fragment.text.charCodeAt(at);
    if (unit !== wanted && (!isCapital(unit) || unit + 32 !== wanted)) return false;
  }
  return true;
};

/** Fewest digits of a card number. */
const minCardDigits = 13;

/** True when a number that begins at `index` may be a card's: no part of a longer name, and a first digit from 2 to 6. */
const mayBeCard = (text: string, index: number): boolean => {
  const first = text.charCodeAt(index);
  return first >= 50 && first <= 54 && (index === 0 || !/[\w.+-]/.test(text[index - 1] ?? ''));
};

/** A name, and a point behind it. */
const label = /[A-Za-z0-9-]+\./y;

/** True when the `@` at `index` may be an e-mail's, which has a point in its domain, or stand behind a URL's password. */
const mayBeAddress = (text: string, index: number): boolean => {
  label.lastIndex = index + 1;
  return label.test(text) || text.includes('://');
};

/**
 * One cheap pass that ordinary lines fail: true when a text may hold a secret, an `@`, an international phone number or
 * a card number. Whatever a pattern can match passes; a test keeps that so.
 */
export const isSuspicious = (text: string): boolean => {
  let digits = 0;
  let start = 0;
  let before = other;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const kind = unit < 128 ? (kinds[unit] ?? other) : other;
    if (kind === digit) {
      if (digits === 0) start = index;
      digits += 1;
      if (before === plus) return true;
      // In a number with separators a card's may begin at any part.
      if (digits >= minCardDigits && (index - start >= digits || mayBeCard(text, start))) return true;
    } else if (kind !== separator || before !== digit) {
      // A single space or hyphen goes on with the number; everything else ends it.
      digits = 0;
    }
    if (kind === always && mayBeAddress(text, index)) return true;
    if (kind === anchor) {
      const found = fragmentsAt[unit];
      if (found && isAnyFragmentAt(text, index, found)) return true;
    }
    before = kind;
  }
  return false;
};

const isAnyFragmentAt = (text: string, index: number, found: readonly Fragment[]): boolean => {
  for (let at = 0; at < found.length; at += 1) {
    const fragment = found[at];
    if (fragment && isFragmentAt(text, index, fragment)) return true;
  }
  return false;
};
