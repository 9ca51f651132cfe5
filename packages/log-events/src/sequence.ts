/** Digits of the longest sequence number. Kinesis writes up to 56 today; files and objects write fewer. */
export const sequenceDigits = 64;

/** A sequence number in digits that compare as text. */
export const sequenceKey = (sequence: string): string => sequence.padStart(sequenceDigits, '0');

/**
 * Whether one sequence number of a shard is less than another. They are decimal digits, with or without leading zeros; an empty one
 * is before all others.
 *
 * @example isEarlierSequence('9', '10') // true, although '9' > '10' as text
 */
export const isEarlierSequence = (left: string, right: string): boolean =>
  left.length === right.length || left === '' || right === '' ? left < right : sequenceKey(left) < sequenceKey(right);
