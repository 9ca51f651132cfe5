import { masksAt, maxParts, weightsAt } from './memory';

// The hash of a line: parts of 16 bytes, four numbers of 32 bits each. A weight is added to each, the first is multiplied with the
// third, the second with the fourth, and all products are summed, in two halves with weights of their own (NH). Each sum is multiplied
// with an odd weight at the end, of which the upper half counts. Whoever does not know the weights cannot make two lines meet but by
// chance, below 2^-30 for each half however the lines are chosen.
//
// Lines that differ give different parts: fewer bytes of text than a part contains are filled up with zeros, which no text has, and the
// last byte of such a part says what follows, in values that no text has either.
//
// See Black, Halevi, Krawczyk, Krovetz, Rogaway (1999), UMAC: fast and secure message authentication (NH); Dietzfelbinger, Hagerup,
// Katajainen, Penttonen (1997), A reliable randomized algorithm for the closest-pair problem (the end).

/** Bytes of the weights of one part: 16 for each half. */
export const weightBytes: usize = 32;
/** The odd weights of the end lie after the others. */
const endWeightsAt: usize = weightsAt + maxParts * weightBytes;

/** Makes the weights from a seed with SplitMix64: one step of Weyl's sequence, then a finaliser. */
export function openHash(seed: u32): void {
  let state: u64 = seed;
  for (let at = weightsAt; at < endWeightsAt + 16; at += 8) {
    state += 0x9e3779b97f4a7c15;
    let mixed = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    store<u64>(at, mixed ^ (mixed >> 31));
  }
  for (let count: usize = 0; count < 16; count += 1) {
    memory.fill(masksAt + count * 16, 255, count);
    memory.fill(masksAt + count * 16 + count, 0, 16 - count);
  }
}

/** The first `count` bytes from `at` on, 15 at most, and what follows them. */
export function partAt(at: usize, count: usize, mark: i32): v128 {
  return i8x16.replace_lane(v128.and(v128.load(at), v128.load(masksAt + (count << 4))), 15, <i8>mark);
}

/** What a part adds to one half. */
export function product(part: v128, weights: usize): v128 {
  const weighted = i32x4.add(part, v128.load(weights));
  return i64x2.extmul_low_i32x4_u(weighted, v128.shuffle<i32>(weighted, weighted, 2, 3, 0, 1));
}

function endOf(sum: v128, weight: usize): u32 {
  const all = i64x2.extract_lane(sum, 0) + i64x2.extract_lane(sum, 1);
  return <u32>((<u64>all * (load<u64>(weight) | 1)) >> 32);
}

export function highOf(first: v128): u32 {
  return endOf(first, endWeightsAt);
}

export function lowOf(second: v128): u32 {
  return endOf(second, endWeightsAt + 8);
}
