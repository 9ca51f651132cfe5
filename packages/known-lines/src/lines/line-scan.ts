/** Longest line that is scanned; UTF-16 units. Classification reads as much of a message, so no word is cut. */
export const maxFormLength = 1024;
/** Most masked runs of one line; a line with more is a table or a dump. */
const maxRuns = 96;
/** Digits a name that begins with a letter may hold and still be a name (`jk2`, `IPv6`); as mining has it. */
const maxNameDigits = 2;
const minCardDigits = 13;
/** Longest number that reads as one word wherever numbers are read. */
const maxNumberLength = 9;

const control = 1;
const digit = 2;
const hexLetter = 3;
const letter = 4;

/** Class of each ASCII unit; 0 for what ends a run. Everything beyond is a letter. */
const classes = new Uint8Array(128);
for (let unit = 0; unit < 32; unit += 1) classes[unit] = control;
classes[9] = 0;
classes[127] = control;
for (let unit = 48; unit <= 57; unit += 1) classes[unit] = digit;
for (let unit = 65; unit <= 90; unit += 1) classes[unit] = classes[unit + 32] = letter;
for (let unit = 97; unit <= 102; unit += 1) classes[unit] = hexLetter;

/** Beyond ASCII everything is a letter, but for the mark that replaced bytes that are no text. */
const wideClass = (unit: number): number => (unit === 0xfffd ? control : letter);

/** Marks in the hash, which are no units of text: for digits, and for digits and `a` to `f` by what begins them. */
const digitsMark = 0x10001;
const hexFromDigitMark = 0x10002;
const hexFromLetterMark = 0x10003;

/** True where the number that begins at `start` is a part of a longer name (`blk_-3544583377289625738`), so no card's. */
const isInName = (text: string, start: number): boolean => {
  if (start < 2) return false;
  const before = text.charCodeAt(start - 1);
  const name = before === 45 ? text.charCodeAt(start - 2) : before;
  return name === 95 || (name < 128 && classes[name]! >= digit);
};

/**
 * One pass over a line: a 64-bit hash of its masked form, in two lanes, and where the masked runs stand.
 *
 * Runs of digits are masked however long; a name with at most two digits is kept whole, and identifiers of digits and
 * small hex letters are masked as one. Lines of one form have the same text between their masked runs, so every place
 * between two runs means the same in all of them.
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
  /** Of digits that may be a payment card's. */
  cardEnd = 0;

  /**
   * Scans `text`; the result stands until the next call.
   *
   * @returns false when lines like this have no form: indented, too long, with control characters
   */
  scan(text: string, seed: number): boolean {
    let { length } = text;
    if (length > maxFormLength || length === 0 || text.charCodeAt(0) <= 32) return false;
    while (text.charCodeAt(length - 1) <= 32) length -= 1;
    // Wide spaces at the end are cut off as well, and are too rare to be looked for one by one.
    if (text.charCodeAt(length - 1) >= 128 && text.trimEnd().length !== length) return false;
    this.length = length;
    let high = seed ^ 0x2545f491;
    let low = seed ^ 0x41c6ce57;
    this.runs = this.statusEnd = this.oddEnd = this.cardEnd = 0;
    this.#cardDigits = 0;
    this.#digitsEnd = -2;
    let index = 0;
    while (index < length) {
      const unit = text.charCodeAt(index);
      const kind = unit < 128 ? classes[unit]! : wideClass(unit);
      if (kind < digit) {
        if (kind === control) return false;
        high = Math.imul(high ^ unit, 0x9e3779b1);
        low = Math.imul(low ^ unit, 0x5f356495);
        high ^= high >>> 15;
        index += 1;
        continue;
      }
      const start = index;
      const startHigh = high;
      const startLow = low;
      let digits = 0;
      let isHex = true;
      let inner = kind;
      let innerUnit = unit;
      do {
        if (inner === digit) digits += 1;
        else if (inner === letter) isHex = false;
        high = Math.imul(high ^ innerUnit, 0x9e3779b1);
        low = Math.imul(low ^ innerUnit, 0x5f356495);
        index += 1;
        if (index === length) break;
        innerUnit = text.charCodeAt(index);
        inner = innerUnit < 128 ? classes[innerUnit]! : wideClass(innerUnit);
      } while (inner >= digit);
      if (digits === 0) {
        high ^= high >>> 15;
        continue;
      }
      if (digits === index - start) {
        high = Math.imul(startHigh ^ digitsMark, 0x9e3779b1);
        low = Math.imul(startLow ^ digitsMark, 0x5f356495);
        high ^= high >>> 15;
        if (!this.#mask(start, index)) return false;
        this.#look(text, start, index);
        continue;
      }
      const isName = kind !== digit && digits <= maxNameDigits;
      if (isHex && !isName) {
        const mark = kind === digit ? hexFromDigitMark : hexFromLetterMark;
        high = Math.imul(startHigh ^ mark, 0x9e3779b1);
        low = Math.imul(startLow ^ mark, 0x5f356495);
        high ^= high >>> 15;
        if (!this.#mask(start, index)) return false;
        this.oddEnd = index;
      } else if (!isName) {
        high = startHigh;
        low = startLow;
      } else high ^= high >>> 15;
      // The digits between letters, one by one: rare, so a second look at the run costs little.
      for (let at = start; at < index;) {
        const one = text.charCodeAt(at);
        const isDigit = one >= 48 && one <= 57;
        let end = at + 1;
        if (isDigit) {
          while (end < index && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end += 1;
          this.#look(text, at, end);
        }
        if (!isHex && !isName) {
          const sign = isDigit ? digitsMark : one;
          high = Math.imul(high ^ sign, 0x9e3779b1);
          low = Math.imul(low ^ sign, 0x5f356495);
          high ^= high >>> 15;
          if (isDigit && !this.#mask(at, end)) return false;
        }
        at = end;
      }
    }
    low ^= high >>> 13;
    this.high = high;
    this.low = Math.imul(low, 0x85ebca6b) ^ (low >>> 16);
    return true;
  }

  /** Lengths of the first `count` masked runs, mixed into the hash: what tells layouts of one form apart. */
  hashLengths(count: number): number {
    let hash = 0x2c1b3c6d ^ count;
    for (let run = 0; run < count; run += 1) {
      hash = Math.imul(hash ^ (this.ends[run]! - this.starts[run]!), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash;
  }

  /** Digits of the number that goes on over single spaces and hyphens, and where its last digits end. */
  #cardDigits = 0;
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
    const isJoined = start - this.#digitsEnd === 1 && (before === 32 || before === 45);
    this.#cardDigits = isJoined ? this.#cardDigits + count : count;
    this.#digitsEnd = end;
    if (this.#cardDigits < minCardDigits) return;
    if (isJoined || (first >= 50 && first <= 54 && !isInName(text, start))) this.cardEnd = end;
  }
}
