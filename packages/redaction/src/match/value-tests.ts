import { isCardNumber, passesLuhn } from './check-digits.ts';

/** What stands for a value that is not there, or is hidden already. */
const placeholder =
  /^(?:[*x.•#-]{1,64}|<[\w -]{0,40}>|\$\{?[\w.]{1,64}\}?|null|none|nil|undefined|true|false|yes|no|ok|empty|required|missing|invalid|incorrect|expired|wrong|failed|changed|reset|set|unset|hidden|masked|redacted|removed|accepted|rejected|mismatch|mandatory|optional|unknown|default|string|\(null\)|n\/a|must|cannot|is|was|has|the|not|and|or|for|needs?|should|prompt|disabled|enabled|nonce)$/i;

const isWorthHiding = (value: string): boolean => value !== '' && !placeholder.test(value);

/** What `pwd` stands for in a shell: the folder one is in, not a password. */
const isFolder = (value: string): boolean => /^(?:\/|~(?:\/|$)|[A-Za-z]:[\\/])/.test(value);

/** Words and short counts beside a key like `token` are not secrets; long values and mixed ones are. */
const looksLikeToken = (value: string): boolean =>
  isWorthHiding(value) &&
  value.length >= 8 &&
  !/^(?:arn:|urn:|https?:\/\/|S-1-|\/|file:)/.test(value) &&
  !/\s/.test(value) &&
  (/[A-Za-z]/.test(value) && /\d/.test(value)
    ? true
    : value.length >= 16 && !/^[a-z]+(?:[._/-][a-z]+)+$/.test(value) && !/^\d{1,40}$/.test(value));

const digitsIn = (value: string): number => value.replace(/\D/g, '').length;

/** How the values of keys are distinguished from words and counts at the same position. */
const tests = {
  /** Whatever stands there, but for words that say there is none. */
  any: isWorthHiding,
  /** A password beside a short key, which counts of passed tests have too. */
  short: (value: string) =>
    isWorthHiding(value) && value.length >= 4 && !/^\d{1,5}$/.test(value) && !/^[a-z]{1,7}$/.test(value),
  /** A code that is typed in: four to ten digits, or a mixed one. */
  code: (value: string) => /^(?:\d{4,10}|(?=[A-Za-z-]*\d)[A-Z0-9-]{6,16}|\d{3}[ -]\d{3})$/.test(value),
  /** Long, or letters and digits. */
  token: looksLikeToken,
  /** Sixteen or more without spaces, letters and digits. */
  opaque: (value: string) => value.length >= 16 && looksLikeToken(value) && /\d/.test(value) && /[A-Za-z]/.test(value),
  /** Forty characters of base 64: what AWS gives out. */
  'secret-key': (value: string) => /^[A-Za-z0-9/+]{40}$/.test(value),
  /** The digest of a message, in hexadecimal digits or base 64. */
  digest: (value: string) => /^(?:[0-9a-f]{32,128}|[A-Za-z0-9+/]{27,86}={1,2})$/i.test(value),
  card: (value: string) => {
    const digits = value.replace(/[ .-]/g, '');
    return /^\d{12,19}$/.test(digits) && (passesLuhn(digits) || isCardNumber(digits));
  },
  check: (value: string) => /^\d{3,4}$/.test(value),
  account: (value: string) =>
    /^[A-Z]{0,2}[\dA-Z .-]{5,40}$/i.test(value) && digitsIn(value) >= 6 && !/^\d{12}$/.test(value),
  identifier: (value: string) => /^[A-Za-z0-9 ./+-]{5,24}$/.test(value) && digitsIn(value) >= 4,
  date: (value: string) => /^[\w ,./:-]{6,30}$/.test(value) && digitsIn(value) >= 3,
  phone: (value: string) =>
    /^\(?[+\d][\d ()./-]{5,22}(?:x\d{1,6})?$/.test(value) && digitsIn(value) >= 7 && digitsIn(value) <= 15,
  vin: (value: string) => /^[A-HJ-NPR-Z0-9]{17}$/i.test(value),
} as const satisfies Readonly<Record<string, (value: string) => boolean>>;

export type ValueTest = keyof typeof tests;

/** Whether a value is of the sort that its key announces. */
export const passesValueTest = (test: ValueTest, value: string, isFolderKey = false): boolean =>
  tests[test](value) && !(isFolderKey && isFolder(value));

/** Tests whose values may contain single spaces: numbers that people write in groups. */
export const isGrouped = (test: ValueTest): boolean =>
  test === 'card' ||
  test === 'account' ||
  test === 'identifier' ||
  test === 'phone' ||
  test === 'date' ||
  test === 'code';

export { looksLikeToken };
