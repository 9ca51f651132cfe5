import fc from 'fast-check';

/** A word that is masked whole, or a run of digits in another. */
export interface MaskedRun {
  readonly kind: 'digits' | 'hex from digit' | 'hex from letter' | 'prefixed';
  readonly value: string;
}

const kindOf = (word: string): MaskedRun['kind'] | undefined => {
  if (/^\d+$/.test(word)) return 'digits';
  if (/^[0-9a-f]+$/.test(word)) return /^\d/.test(word) ? 'hex from digit' : 'hex from letter';
  return /^0[xX][0-9A-Za-z]*$/.test(word) ? 'prefixed' : undefined;
};

/**
 * A line taken apart by the rule of `line-mask.ts`, in the plainest way there is: what everyone who masks lines is compared with.
 */
export const maskedParts = (line: string): readonly (string | MaskedRun)[] => {
  const parts: (string | MaskedRun)[] = [''];
  const keep = (text: string): void => {
    const last = parts.at(-1);
    if (typeof last === 'string') parts[parts.length - 1] = last + text;
    else parts.push(text);
  };
  for (const [word] of line.matchAll(/[0-9A-Za-z\u0080-\ufffc\ufffe\uffff]+|[^0-9A-Za-z\u0080-\ufffc\ufffe\uffff]+/g)) {
    const digits = word.replace(/\D/g, '').length;
    const kind = kindOf(word);
    if (digits === 0 || (/^\D/.test(word) && digits <= 2)) keep(word);
    else if (kind !== undefined) parts.push({ kind, value: word });
    else
      for (const [piece] of word.matchAll(/\d+|\D+/g))
        if (/^\d/.test(piece)) parts.push({ kind: 'digits', value: piece });
        else keep(piece);
  }
  return parts;
};

/** The masked line as text. */
export const maskOf = (line: string): string =>
  JSON.stringify(maskedParts(line).map((part) => (typeof part === 'string' ? part : { kind: part.kind })));

const digits = fc.stringMatching(/^\d{1,12}$/);
const values: Readonly<Record<MaskedRun['kind'], fc.Arbitrary<string>>> = {
  digits: fc.oneof(digits, fc.constantFrom('0', '00', '255', '256', '4111111111111111')),
  'hex from digit': fc.oneof(
    fc.stringMatching(/^\d[0-9a-f]{0,12}[a-f][0-9a-f]{0,20}$/),
    fc.constantFrom('1a', '123e4567', '00aa'),
  ),
  'hex from letter': fc.oneof(
    fc.stringMatching(/^[a-f][0-9a-f]{0,9}\d[a-f]{0,4}\d\d[0-9a-f]{0,9}$/),
    fc.constant('a456'),
  ),
  prefixed: fc.stringMatching(/^0[xX][0-9a-zA-Z]{0,16}$/),
};

/** The same masked line with other values. */
export const refilled = (line: string): fc.Arbitrary<string> =>
  fc
    .tuple(...maskedParts(line).map((part) => (typeof part === 'string' ? fc.constant(part) : values[part.kind])))
    .map((parts) => parts.join(''))
    // With fewer digits a word may be a name.
    .filter((other) => maskOf(other) === maskOf(line));

const word = fc.constantFrom(
  'took',
  'user',
  'port',
  'node',
  'x',
  'ms',
  'KB',
  'ffd',
  'abe',
  'IPv6',
  'jk2',
  'Jun',
  's3',
  'http',
  'é',
);
const value = fc.oneof(
  ...Object.values(values),
  fc.ipV4(),
  fc.ipV6(),
  fc.uuid(),
  fc.constantFrom(
    '10.250.1.4000',
    '00:1a:2b:3c:4d:5e',
    '5.2 KB',
    '5  KB',
    '<1 sec',
    '12:30:01,123',
    'Jun 17 07:07:00 2005',
  ),
  fc.constantFrom(
    '/var/log/1.log',
    'http://a1/b2',
    's3://b/1',
    'user887@shop-3.example.org',
    '0x7fFE10',
    'v1.12',
    '5s',
    '5x',
  ),
  fc.constantFrom(
    'tag="View Lock 2"',
    'Main.java:42',
    '2024-05-06T07:08:09.123Z',
    'AKIA12B3C4',
    'true',
    '<num>',
    '::1',
  ),
);
const glue = fc.constantFrom(
  '',
  '',
  ' ',
  ' ',
  ' ',
  '  ',
  ' \t',
  ', ',
  '=',
  '="',
  '" ',
  ':',
  ': ',
  '-',
  '.',
  '/',
  '_',
  '(',
  ')',
  "'",
  '...',
);

/** Lines full of what may be masked. */
export const maskedLines: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.oneof(word, value, value), glue), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.map(([text, behind]) => text + behind).join(''));
