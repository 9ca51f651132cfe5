import fc from 'fast-check';

const digit = fc.constantFrom(...'0123456789');
/** Numbers as lines contain them: short ones, long ones, and those that classification or redaction looks at. */
export const number = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: digit, minLength: 1, maxLength: 6 }) },
  { weight: 1, arbitrary: fc.string({ unit: digit, minLength: 7, maxLength: 22 }) },
  { weight: 1, arbitrary: fc.constantFrom('0', '00', '000', '200', '404', '503', '4111111111111111') },
);
const two = (most: number) => fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'));
/** A clock, some of which show no time. */
export const clock = fc.tuple(two(24), two(60), two(60)).map((parts) => parts.join(':'));
/** Identifiers of hexadecimal digits. */
export const hex = fc.oneof(
  fc.uuid(),
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 3, maxLength: 12 }),
);
