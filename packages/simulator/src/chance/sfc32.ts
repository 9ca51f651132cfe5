/** Gives the next 32 unsigned bits. */
export type NextBits = () => number;

/**
 * Spreads a 32-bit state into well-mixed words; used only to fill the generator's state.
 *
 * @see Steele, Lea, Flood (2014), "Fast splittable pseudorandom number generators"; 32-bit finaliser of MurmurHash3
 */
const splitMix32 = (seed: number): NextBits => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let word = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    return (word ^ (word >>> 16)) >>> 0;
  };
};

/** FNV-1a, 32 bits, so that each label names a stream of its own. */
const hashLabel = (label: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < label.length; index += 1) {
    hash = Math.imul(hash ^ label.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
};

/**
 * A seeded stream of 32-bit words: sfc32 (Small Fast Counting), 128 bits of state, period 2^32 at the very least.
 *
 * Streams of one seed under different labels do not follow each other, so a service that draws more leaves the
 * others as they were. Not for secrets.
 *
 * @param seed  a safe integer; all of its bits count
 * @param label  names the stream inside the seed
 * @see Doty-Humphrey, PractRand 0.93, `sfc32`
 */
export const sfc32 = (seed: number, label: string): NextBits => {
  const low = splitMix32((seed >>> 0) ^ hashLabel(label));
  const high = splitMix32(Math.floor(seed / 4_294_967_296) ^ hashLabel(`${label}#`));
  let a = low();
  let b = high();
  let c = low();
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // The author's own warm-up: after 12 rounds every state bit has touched every other.
  for (let round = 0; round < 12; round += 1) next();
  return next;
};
