const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Whether the last unit of an earlier run, which had no line end, goes on in what was written since. A line end alone finishes
 * it as it was read.
 *
 * @param next  the first one or two bytes that were written since; none when nothing was
 */
export const goesOn = (next: Uint8Array): boolean =>
  next.length > 0 && next[0] !== lineFeed && !(next[0] === carriageReturn && next[1] === lineFeed);
