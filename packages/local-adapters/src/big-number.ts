/** Beyond every time and count that occurs, and inside the database's 64 bits. */
const bound = Number.MAX_SAFE_INTEGER;

/**
 * A number as the database's 64-bit integer; infinities become the largest there is.
 *
 * @throws RangeError when it is not a number, or has a fraction
 */
export const toBig = (value: number): bigint => BigInt(Math.max(-bound, Math.min(bound, value)));
