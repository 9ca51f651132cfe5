import { sequenceKey } from '@bellwether/log-model';

/** Digits of base 64 in the order of their character codes, so that packed positions sort like what they stand for. */
const digits = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

const inBase64 = (value: bigint): string => {
  let text = '';
  for (let rest = value; rest > 0n; rest >>= 6n) text = (digits[Number(rest & 63n)] ?? '') + text;
  return text;
};

/** Characters of a position's part: `.` and six digits, or `.~`. */
const partOf = (position: string): string => position.slice(position.lastIndexOf('.'));

/**
 * A position as it is kept in an item: 34 characters for a Kinesis sequence number instead of 66. Packed positions compare as
 * the positions do. A sequence that is not a number of at most 100 digits stays as it is, after all numbers.
 *
 * @param position  `<padded sequence>.<part>`
 */
export const packPosition = (position: string): string => {
  const part = partOf(position);
  const sequence = position.slice(0, -part.length);
  if (!/^\d{1,100}$/.test(sequence)) return `~${position}`;
  const text = inBase64(BigInt(sequence));
  // A longer number is the greater one.
  return (digits[text.length] ?? '~') + text + part;
};

/** The position that `packPosition` packed. */
export const unpackPosition = (packed: string): string => {
  if (packed.startsWith('~')) return packed.slice(1);
  const part = partOf(packed);
  let value = 0n;
  for (const digit of packed.slice(1, -part.length)) value = (value << 6n) | BigInt(digits.indexOf(digit));
  return sequenceKey(value.toString()) + part;
};
