import {
  blankMark,
  classOfUnit,
  digit,
  digitsMark,
  hexFromDigitMark,
  hexFromLetterMark,
  hexLetter,
  highFactor,
  highStart,
  isName,
  isPrefixed,
  letter,
  lowEndFactor,
  lowFactor,
  lowStart,
  markBase,
  prefixedMark,
  spacesMark,
  wideLetter,
} from './line-mask.ts';
import type { MessageSignature } from './miner.ts';
import { statusDigit } from './request.ts';

/** Longest part of a message that mining looks at; UTF-16 units. What follows belongs to no template. */
export const minedLength = 4096;

/** Parts hashes that were taken over from those made here. */
const takenMark = 0x1f3d5b79;
/** FNV-1a's offset and prime, for the hash of a word. @see http://www.isthe.com/chongo/tech/comp/fnv/ */
const wordStart = 0x811c9dc5 | 0;
const wordFactor = 0x01000193;

/** White space, which the miner takes together; a class beside those of `line-mask.ts`. */
const space = 32;
const wordClasses = digit | hexLetter | letter | wideLetter;
/** Class of each UTF-16 unit. A table of all units needs no comparison. */
const unitClass = Uint8Array.from({ length: 65_536 }, (_, unit) =>
  unit === 32 || (unit >= 9 && unit <= 13) ? space : classOfUnit(unit),
);

/** What stands for more white space than one space. */
const spaceMark = (message: string, start: number, end: number): number => {
  if (end - start === 1) return markBase + blankMark;
  for (let index = start; index < end; index += 1) if (message.charCodeAt(index) !== 32) return markBase + blankMark;
  return markBase + spacesMark;
};

/**
 * A 64-bit hash of a masked message (`line-mask.ts`), in two halves. Messages with one signature have the same words and delimiters,
 * so they have one template: this is what lets one scan of the text stand for reading it. White space counts as one space, as several,
 * or as a blank with tabs or line breaks in it.
 */
export class Signature {
  high = 0;
  low = 0;
  #highWord = 0;
  #lowWord = 0;

  /** Takes over a hash that the caller made of the message; one pass over the text less. */
  take(known: MessageSignature, seed: number): void {
    this.high = Math.imul(known.high ^ seed, highFactor) ^ takenMark;
    const low = Math.imul(known.low ^ seed, lowFactor);
    this.low = low ^ (low >>> 16);
  }

  /** Scans `message`; the result is in `high` and `low` until the next call. */
  scan(message: string, seed: number): void {
    // Local 32-bit integers: to V8 a bundle's constants are variables, and a number above 2^31 is a float, converted at each use.
    const classes = unitClass;
    const inWord = wordClasses;
    const highStep = highFactor | 0;
    const lowStep = lowFactor | 0;
    const wordStep = wordFactor | 0;
    let high = seed ^ highStart;
    let low = seed ^ lowStart;
    const end = message.length < minedLength ? message.length : minedLength;
    let index = 0;
    while (index < end) {
      let unit = message.charCodeAt(index);
      let kind = classes[unit]!;
      if ((kind & inWord) === 0) {
        index += 1;
        if (kind === space && (unit !== 32 || (index < end && classes[message.charCodeAt(index)] === space))) {
          const start = index - 1;
          while (index < end && classes[message.charCodeAt(index)] === space) index += 1;
          unit = spaceMark(message, start, index);
        }
        high = Math.imul(high ^ unit, highStep);
        low = Math.imul(low ^ unit, lowStep);
        high ^= high >>> 15;
        continue;
      }
      // Each word has two hashes of its own, one for each half: two short steps a unit instead of two long ones.
      const start = index;
      const first = kind;
      let digits = 0;
      let highWord = wordStart;
      let lowWord = 0;
      do {
        digits += kind & digit;
        highWord = Math.imul(highWord ^ unit, wordStep);
        lowWord = ((lowWord << 5) - lowWord + unit) | 0;
        index += 1;
        if (index === end) break;
        unit = message.charCodeAt(index);
        kind = classes[unit]!;
      } while ((kind & inWord) !== 0);
      // Each digit added its bit.
      if (digits > 0 && !isName(first === digit, digits >> 1)) {
        if (digits === (index - start) * digit) highWord = lowWord = markBase + digitsMark;
        else {
          this.#maskWord(message, start, index);
          highWord = this.#highWord;
          lowWord = this.#lowWord;
        }
      }
      high = Math.imul(high ^ highWord, highStep);
      low = Math.imul(low ^ lowWord, lowStep);
      high ^= high >>> 15;
      low ^= low >>> 13;
    }
    // A request's template knows the class of its status, so its signature does.
    const status = statusDigit(message);
    if (status !== 0) {
      high = Math.imul(high ^ status, highStep);
      low = Math.imul(low ^ status, lowStep);
    }
    low ^= high >>> 13;
    this.high = high;
    this.low = Math.imul(low, lowEndFactor) ^ (low >>> 16);
  }

  /** The hashes of a word of digits and letters that is not a name. */
  #maskWord(message: string, start: number, end: number): void {
    const classes = unitClass;
    const wordStep = wordFactor | 0;
    let high = wordStart;
    let low = 1;
    let seen = 0;
    let isInNumber = false;
    for (let index = start; index < end; index += 1) {
      let unit = message.charCodeAt(index);
      const kind = classes[unit]!;
      seen |= kind;
      const isDigit = kind === digit;
      if (isDigit && isInNumber) continue;
      isInNumber = isDigit;
      if (isDigit) unit = markBase + digitsMark;
      high = Math.imul(high ^ unit, wordStep);
      low = ((low << 5) - low + unit) | 0;
    }
    if ((seen & (letter | wideLetter)) === 0)
      high = low = markBase + (classes[message.charCodeAt(start)] === digit ? hexFromDigitMark : hexFromLetterMark);
    else if ((seen & wideLetter) === 0 && isPrefixed(message.charCodeAt(start), message.charCodeAt(start + 1)))
      high = low = markBase + prefixedMark;
    this.#highWord = high;
    this.#lowWord = low;
  }
}
