import type { MessageSignature } from './miner.ts';

/** Longest part of a message that mining looks at; UTF-16 units. What follows belongs to no template. */
export const minedLength = 4096;

/** Parts hashes that were taken over from those made here. */
const formMark = 0x1f3d5b79;

const digitClass = 1;
const letterClass = 2;
const runClasses = digitClass | letterClass;
const spaceClass = 4;

/** What stands for a masked run: of digits alone, or of digits and letters. No unit of text has these values. */
const digitsMark = 0x10001;
const mixedMark = 0x10002;
/** FNV-1a's offset, where the hash of a run begins. @see http://www.isthe.com/chongo/tech/comp/fnv/ */
const runBasis = 0x811c9dc5 | 0;

/** Class of each UTF-16 unit; everything beyond ASCII counts as a letter. A table of all units needs no comparison. */
const unitClass = new Uint8Array(65_536).fill(letterClass, 128);
for (let unit = 48; unit <= 57; unit += 1) unitClass[unit] = digitClass;
for (let unit = 65; unit <= 90; unit += 1) unitClass[unit] = unitClass[unit + 32] = letterClass;
for (const unit of [9, 10, 11, 12, 13, 32]) unitClass[unit] = spaceClass;

/** Digits an identifier that begins with a letter may hold and still count as a name (`jk2`, `x86`, `IPv6`). */
export const maxNameDigits = 2;

/**
 * A 64-bit hash of a message with its variable runs masked, in two lanes.
 *
 * A run of letters and digits that holds a digit is masked, unless it begins with a letter and holds at most
 * `maxNameDigits`. Two messages with one signature have the same words and delimiters, so they have one template: this is
 * what lets one scan of the text stand for reading it. White space counts once, however long.
 */
export class Signature {
  high = 0;
  low = 0;

  /** Takes over a hash that the caller made of the message; one pass over the text less. */
  take(form: MessageSignature, seed: number): void {
    this.high = Math.imul(form.high ^ seed, 0x9e3779b1) ^ formMark;
    const low = Math.imul(form.low ^ seed, 0x5f356495);
    this.low = low ^ (low >>> 16);
  }

  /** Scans `message`; the result stands in `high` and `low` until the next call. */
  scan(message: string, seed: number): void {
    let high = seed ^ 0x2545f491;
    let low = seed ^ 0x41c6ce57;
    const end = message.length < minedLength ? message.length : minedLength;
    let index = 0;
    while (index < end) {
      let unit = message.charCodeAt(index);
      let kind = unitClass[unit]!;
      if ((kind & runClasses) === 0) {
        index += 1;
        if (kind === spaceClass) {
          unit = 32;
          while (index < end && unitClass[message.charCodeAt(index)] === spaceClass) index += 1;
        }
        high = Math.imul(high ^ unit, 0x9e3779b1);
        low = Math.imul(low ^ unit, 0x5f356495);
        high ^= high >>> 15;
        continue;
      }
      // Each run has two hashes of its own, one for each lane: two short steps a unit instead of two long ones.
      const start = index;
      const startsWithDigit = kind === digitClass;
      let digits = 0;
      let highRun = runBasis;
      let lowRun = 0;
      do {
        digits += kind & digitClass;
        highRun = Math.imul(highRun ^ unit, 0x01000193);
        lowRun = ((lowRun << 5) - lowRun + unit) | 0;
        index += 1;
        if (index === end) break;
        unit = message.charCodeAt(index);
        kind = unitClass[unit]!;
      } while ((kind & runClasses) !== 0);
      if (digits > 0 && (startsWithDigit || digits > maxNameDigits))
        highRun = lowRun = digits === index - start ? digitsMark : mixedMark;
      high = Math.imul(high ^ highRun, 0x9e3779b1);
      low = Math.imul(low ^ lowRun, 0x5f356495);
      high ^= high >>> 15;
      low ^= low >>> 13;
    }
    low ^= high >>> 13;
    this.high = high;
    this.low = Math.imul(low, 0x85ebca6b) ^ (low >>> 16);
  }
}
