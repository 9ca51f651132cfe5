import {
  classOfUnit,
  control,
  digit,
  digitsMark,
  hexFromDigitMark,
  hexFromLetterMark,
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
  wideLetter,
} from '@bellwether/template-miner/line-mask';

/** Longest line that is scanned; UTF-16 units. Classification reads as much of a message, so no word is cut. */
export const maxKnownLineLength = 1024;
/** Maximum number of masked runs of one line; a line with more is a table or a dump. */
const maxRuns = 96;
const minCardDigits = 13;
/** Longest number that reads as one word wherever numbers are read. */
const maxNumberLength = 9;

const unitClass = Uint8Array.from({ length: 65_536 }, (_, unit) => classOfUnit(unit));

/** What stands for a word that is masked whole; 0 for one of which the letters are kept. */
const wholeMark = (text: string, start: number, seen: number): number => {
  if (seen === digit) return markBase + digitsMark;
  if ((seen & (letter | wideLetter)) === 0)
    return markBase + (unitClass[text.charCodeAt(start)] === digit ? hexFromDigitMark : hexFromLetterMark);
  const isWhole = (seen & wideLetter) === 0 && isPrefixed(text.charCodeAt(start), text.charCodeAt(start + 1));
  return isWhole ? markBase + prefixedMark : 0;
};

/** Lengths of the groups of personal numbers, and the sign before the last, as the first look of redaction has them. */
const isPersonalGroups = (groups: number, before: number): boolean => {
  const three = groups & 0xfff;
  const four = groups & 0xffff;
  if (three === 0x324 || three === 0x334 || three === 0x465 || four === 0x4444 || four === 0x3442) return true;
  return four === 0x3332 && before === 45;
};

const isUpper = (unit: number): boolean => unit >= 65 && unit <= 90;
const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;
const isIdUnit = (unit: number): boolean => isUpper(unit) || isDigit(unit);

/** Characters before a digit within which an id of capitals may begin, and most characters of one that are looked at. */
const maxIdHead = 16;
const maxIdLength = 40;

/**
 * Whether the word of capitals and digits around the digits at `start` may be somebody's id: by its length and how it begins. More than
 * the first look of redaction takes for one, never less.
 */
const mayBeId = (text: string, start: number): boolean => {
  let head = start;
  while (head > 0 && start - head < maxIdHead && isIdUnit(text.charCodeAt(head - 1))) head -= 1;
  let tail = start;
  while (tail - head < maxIdLength && isIdUnit(text.charCodeAt(tail))) tail += 1;
  const count = tail - head;
  const isCountry =
    isUpper(text.charCodeAt(head)) &&
    isUpper(text.charCodeAt(head + 1)) &&
    isDigit(text.charCodeAt(head + 2)) &&
    isDigit(text.charCodeAt(head + 3));
  return count >= 9 || isCountry;
};

/** True where the number that begins at `start` is a part of a longer name (`blk_-3544583377289625738`), so no card's. */
const isInName = (text: string, start: number): boolean => {
  if (start < 2) return false;
  const before = text.charCodeAt(start - 1);
  // The letter of an escaped line end is not part of a name.
  if (text.charCodeAt(start - 2) === 92 && (before === 110 || before === 114 || before === 116)) return false;
  const name = before === 45 ? text.charCodeAt(start - 2) : before;
  return name === 95 || (name < 128 && unitClass[name]! >= digit);
};

/**
 * One pass over a line: a 64-bit hash of its masked text, in two halves, and where the masked runs stand.
 *
 * `@bellwether/template-miner/line-mask` says what is masked. Lines of one kind have the same text between their masked runs, so
 * every position between two runs means the same in all of them.
 */
export class LineScan {
  high = 0;
  low = 0;
  /** The line's length without white space at its end; UTF-16 units. */
  length = 0;
  /** Masked runs. */
  runs = 0;
  /** Where each masked run begins and ends; UTF-16 units. */
  readonly starts = new Int32Array(maxRuns);
  readonly ends = new Int32Array(maxRuns);
  /** Ends of the last numbers of a kind that may change what a text says; 0 when there is none. */
  statusEnd = 0;
  /** Of a number that begins with 0 or is longer than nine digits, or an identifier of hex letters. */
  oddEnd = 0;
  /** Of digits that may be a payment card's, a telephone's, or another number of a person. */
  cardEnd = 0;

  /**
   * Scans `text`; the result stands until the next call.
   *
   * @returns false when lines like this have no line kind: indented, too long, with control characters
   */
  scan(text: string, seed: number): boolean {
    let { length } = text;
    if (length > maxKnownLineLength || length === 0 || text.charCodeAt(0) <= 32) return false;
    while (text.charCodeAt(length - 1) <= 32) length -= 1;
    // Readers keep other control characters at the end, and cut off wide spaces: both are too rare to be looked for one by one.
    const mayDiffer = length !== text.length || text.charCodeAt(length - 1) >= 128;
    if (mayDiffer && text.trimEnd().length !== length) return false;
    this.length = length;
    // Local 32-bit integers, as in the miner's signature.
    const classes = unitClass;
    const highStep = highFactor | 0;
    const lowStep = lowFactor | 0;
    let high = seed ^ highStart;
    let low = seed ^ lowStart;
    this.runs = this.statusEnd = this.oddEnd = this.cardEnd = 0;
    this.#sum = this.#groups = 0;
    this.#isInternational = false;
    this.#digitsEnd = -2;
    let index = 0;
    while (index < length) {
      const unit = text.charCodeAt(index);
      const kind = classes[unit]!;
      if (kind < digit) {
        if (kind === control) return false;
        high = Math.imul(high ^ unit, highStep);
        low = Math.imul(low ^ unit, lowStep);
        high ^= high >>> 15;
        index += 1;
        continue;
      }
      const start = index;
      const startHigh = high;
      const startLow = low;
      let digits = 0;
      let seen = 0;
      let inner = kind;
      let innerUnit = unit;
      do {
        digits += inner & digit;
        seen |= inner;
        high = Math.imul(high ^ innerUnit, highStep);
        low = Math.imul(low ^ innerUnit, lowStep);
        index += 1;
        if (index === length) break;
        innerUnit = text.charCodeAt(index);
        inner = classes[innerUnit]!;
      } while (inner >= digit);
      if (digits === 0) {
        high ^= high >>> 15;
        continue;
      }
      const mark = wholeMark(text, start, seen);
      // Each digit added its bit.
      const isKept = seen !== digit && isName(kind === digit, digits / digit);
      if (isKept) high ^= high >>> 15;
      else {
        high = startHigh;
        low = startLow;
        if (mark !== 0) {
          high = Math.imul(high ^ mark, highStep);
          low = Math.imul(low ^ mark, lowStep);
          high ^= high >>> 15;
          if (!this.#mask(start, index)) return false;
          if (seen !== digit) this.oddEnd = index;
          else {
            this.#look(text, start, index);
            continue;
          }
        }
      }
      // The digits between letters, one by one: rare, so a second look at the run costs little.
      for (let at = start; at < index;) {
        const one = text.charCodeAt(at);
        const isDigit = one >= 48 && one <= 57;
        let end = at + 1;
        if (isDigit) {
          while (end < index && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end += 1;
          this.#look(text, at, end);
        }
        if (!isKept && mark === 0) {
          const unitOrMark = isDigit ? markBase + digitsMark : one;
          high = Math.imul(high ^ unitOrMark, highStep);
          low = Math.imul(low ^ unitOrMark, lowStep);
          high ^= high >>> 15;
          if (isDigit && !this.#mask(at, end)) return false;
        }
        at = end;
      }
    }
    low ^= high >>> 13;
    this.high = high;
    this.low = Math.imul(low, lowEndFactor) ^ (low >>> 16);
    return true;
  }

  /** Lengths of the first `count` masked runs, and the text of those in `fixed`, as a hash: it distinguishes layouts of one kind. */
  hashZone(text: string, count: number, fixed: number): number {
    let hash = 0x2c1b3c6d ^ count;
    for (let run = 0; run < count; run += 1) {
      const [start, end] = [this.starts[run]!, this.ends[run]!];
      hash = Math.imul(hash ^ (end - start), highFactor);
      hash ^= hash >>> 15;
      if (((fixed >>> run) & 1) !== 0)
        for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), lowFactor);
    }
    return hash;
  }

  /** Digits of the number that goes on over single signs, the lengths of its groups, and where its last digits end. */
  #sum = 0;
  #groups = 0;
  #isInternational = false;
  #digitsEnd = -2;

  #mask(start: number, end: number): boolean {
    const { runs } = this;
    if (runs === maxRuns) return false;
    this.starts[runs] = start;
    this.ends[runs] = end;
    this.runs = runs + 1;
    return true;
  }

  /** Notes what the value of a run of digits may change. */
  #look(text: string, start: number, end: number): void {
    const count = end - start;
    const first = text.charCodeAt(start);
    if (count === 3 && (first === 52 || first === 53)) this.statusEnd = end;
    if (first === 48 || count > maxNumberLength) this.oddEnd = end;
    const before = start === 0 ? 0 : text.charCodeAt(start - 1);
    const after = text.charCodeAt(end);
    const gap = start - this.#digitsEnd;
    this.#digitsEnd = end;
    const isBracket = (gap === 1 && before === 41) || (gap === 2 && before === 32 && text.charCodeAt(start - 2) === 41);
    const isJoined = isBracket || (gap === 1 && (before === 32 || before === 45));
    const length = count < 15 ? count : 15;
    if (isJoined || (gap === 1 && (before === 46 || before === 47))) {
      this.#groups = (this.#groups << 4) | length;
      this.#sum = isJoined || (before === 46 && count <= 6) ? this.#sum + count : count;
      if (
        isPersonalGroups(this.#groups, before) ||
        (this.#isInternational && this.#sum >= 10) ||
        (isJoined && this.#sum >= minCardDigits)
      )
        this.cardEnd = end;
    } else {
      this.#groups = length;
      this.#sum = count;
      this.#isInternational = first === 48 && count >= 3 && count <= 6 && text.charCodeAt(start + 1) === 48;
    }
    if (count >= minCardDigits && ((first >= 50 && first <= 54) || first === 56) && !isInName(text, start))
      this.cardEnd = end;
    if (count >= 15 && after === 124) this.cardEnd = end;
    if (isUpper(before) || isUpper(after)) {
      if (count === 8 || mayBeId(text, start)) this.cardEnd = end;
    }
  }
}
