const mix = (hash: number, multiplier: number): number => Math.imul(hash ^ (hash >>> 16), multiplier);

/**
 * A 64-bit hash that spreads keys evenly over partitions, as 16 lower-case hexadecimal digits.
 *
 * Never make an id of it: its steps can be inverted, so whoever chooses the text chooses the hash too, within seconds. Ids come
 * from `identify`. Nothing may depend on this hash but where something is put, and a lint rule names the files that import it.
 *
 * Two 32-bit halves of the cyrb53 family (public domain, bryc).
 */
export const spreadHash = (text: string): string => {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  const mixedHigh = mix(high, 2246822507) ^ mix(low, 3266489909);
  const mixedLow = mix(low, 2246822507) ^ mix(mixedHigh, 3266489909);
  return (mixedHigh >>> 0).toString(16).padStart(8, '0') + (mixedLow >>> 0).toString(16).padStart(8, '0');
};
