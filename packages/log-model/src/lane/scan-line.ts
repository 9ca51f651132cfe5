import { isBlankUpTo, skipText } from './skip-text.ts';
import {
  classes,
  digit,
  digitsMark,
  hashKeyOf,
  headLength,
  hexFromDigitMark,
  hexFromLetterMark,
  type HashKey,
  hexLetter,
  lengthMark,
  letter,
  longestForm,
  mostRuns,
  specialOf,
} from './scan-classes.ts';

/** Digits a name that begins with a letter may hold and still be a name (`jk2`, `IPv6`); as mining has it. */
const mostNameDigits = 2;
const fewestCardDigits = 13;
/** Longest number that reads as one word wherever numbers are read. */
const longestNumber = 9;

const quote = 0x22;
const backslash = 0x5c;

/**
 * One pass over a line as it stands in a JSON text, between its quotes: where it ends, a 64-bit hash of its masked form
 * in two lanes, and where the masked runs stand. It masks what `LineScan` masks, so lines with one hash have one form.
 *
 * The text between two masked runs is hashed four bytes at a time, counted from the run's end, so that it gives the same
 * parts in every line of the form. The hash holds the lengths of the runs that begin in the line's head as well: lines with
 * one hash have one `lineShape` too, unless an identifier stands there.
 */
export class LineBytes {
  high = 0;
  low = 0;
  /** Where each masked run begins and ends, in turn, from `spansFrom` on; the owner keeps room for `mostRuns`. */
  spans = new Int32Array(2 * mostRuns);
  spansFrom = 0;
  spansEnd = 0;
  /** Ends of the last numbers of a kind that may change what a text says; 0 when there is none. */
  statusEnd = 0;
  /** Of a number that begins with 0 or is longer than nine digits, or an identifier of hex letters. */
  oddEnd = 0;
  /** Of digits that may be a payment card's. */
  cardEnd = 0;
  /** Index of the first escape, the line's end when there is none: up to here bytes are the characters of the text. */
  plainEnd = 0;
  /** Whether the line has a form at all. */
  isFormed = false;
  /** Whether an identifier stands in the head, so that its letters and digits are in no certain order. */
  hasIdInHead = false;
  /** Before this index nothing belongs to the text behind it: the line's beginning, or an escape's end. */
  #floor = 0;
  #cardDigits = 0;
  #digitsEnd = -2;
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  readonly #key: HashKey;

  /** @param seed  see `hashKeyOf` */
  constructor(seed: number) {
    this.#key = hashKeyOf(seed);
  }

  /** Chooses the payload that is scanned; a quote must stand four bytes before its end. */
  open(bytes: Uint8Array, view: DataView): void {
    this.#bytes = bytes;
    this.#view = view;
  }

  /** @returns index of the quote that ends the line which begins at `start`; -1 when it is no JSON text */
  scan(start: number): number {
    const bytes = this.#bytes;
    const view = this.#view;
    const { factor, first, second } = this.#key;
    const last = start + longestForm;
    this.statusEnd = this.oddEnd = this.cardEnd = this.plainEnd = this.#cardDigits = 0;
    const { spans } = this;
    let spansEnd = this.spansFrom;
    const mostSpans = spansEnd + 2 * mostRuns;
    this.#digitsEnd = -2;
    this.#floor = start;
    this.isFormed = this.hasIdInHead = false;
    let high = 0;
    let low = 0;
    let place = 0;
    let at = start;
    // Where the parts are counted from, and the hash there.
    let anchor = start;
    let anchorHigh = 0;
    let anchorLow = 0;
    let anchorPlace = 0;
    /** The word up to here is a name with many digits, of which only the digits are masked. */
    let mixedUntil = 0;
    for (;;) {
      if (at > last) return skipText(bytes, at);
      const unit = view.getUint32(at, true) | 0;
      const before = specialOf[unit & 0xffff]!;
      const behind = specialOf[unit >>> 16]!;
      if ((before | behind) === 0) {
        let part = Math.imul(unit, factor);
        part ^= part >>> 24;
        high = (high + Math.imul(part, first[place]!)) | 0;
        low = (low + Math.imul(part, second[place]!)) | 0;
        place += 1;
        at += 4;
        continue;
      }
      const plain = before === 0 ? behind + 1 : before - 1;
      let part = Math.imul(unit & ((1 << (plain << 3)) - 1), factor);
      part ^= part >>> 24;
      high = (high + Math.imul(part, first[place]!)) | 0;
      low = (low + Math.imul(part, second[place]!)) | 0;
      place += 1;
      at += plain;
      const special = bytes[at]!;
      if (classes[special] !== digit) {
        if (special === quote) break;
        const escaped = special === backslash ? this.#escape(at) : 0;
        if (escaped === 0) return skipText(bytes, at);
        high = (high + Math.imul(escaped, first[place]!)) | 0;
        low = (low + Math.imul(escaped, second[place]!)) | 0;
        place += 1;
        at += 2;
        this.#floor = at;
      } else {
        let end = at;
        let ending = 0;
        do {
          const values = view.getUint32(end, true) ^ 0x30303030;
          ending = ((values + 0x76767676) | values) & 0x80808080;
          end += ending === 0 ? 4 : digitsBefore(ending);
        } while (ending === 0);
        const isAlone =
          classes[bytes[end]!]! < hexLetter && (at === this.#floor || classes[bytes[at - 1]!]! < hexLetter);
        let from = at;
        let mark = digitsMark;
        if (!isAlone && at >= mixedUntil) {
          while (from > this.#floor && classes[bytes[from - 1]!]! >= hexLetter) from -= 1;
          const word = this.#word(from, last);
          if (word === tooLong) return skipText(bytes, at);
          if (word === mixed) {
            mixedUntil = this.#wordEnd;
            from = at;
          } else {
            end = this.#wordEnd;
            if (word === name) {
              for (; at < end; at += 1) {
                high = (high + Math.imul(bytes[at]!, first[place]!)) | 0;
                low = (low + Math.imul(bytes[at]!, second[place]!)) | 0;
                place += 1;
              }
              from = end;
            } else {
              mark = from === at ? hexFromDigitMark : hexFromLetterMark;
              if (from < at) {
                // Letters of an identifier are in the hash already: it is made again from the anchor up to them.
                high = anchorHigh;
                low = anchorLow;
                place = anchorPlace;
                for (let again = anchor; ; again += 4) {
                  const left = from - again;
                  const text = view.getUint32(again, true) | 0;
                  part = Math.imul(left >= 4 ? text : text & ((1 << (left << 3)) - 1), factor);
                  part ^= part >>> 24;
                  high = (high + Math.imul(part, first[place]!)) | 0;
                  low = (low + Math.imul(part, second[place]!)) | 0;
                  place += 1;
                  if (left < 4) break;
                }
              }
            }
          }
        }
        if (from < end) {
          if (spansEnd === mostSpans) return skipText(bytes, at);
          let said = mark;
          if (from - start < headLength) {
            said = lengthMark + ((end - from) << 2) + mark;
            if (mark !== digitsMark) this.hasIdInHead = true;
          }
          high = (high + Math.imul(said, first[place]!)) | 0;
          low = (low + Math.imul(said, second[place]!)) | 0;
          place += 1;
          spans[spansEnd] = from;
          spans[spansEnd + 1] = end;
          spansEnd += 2;
          if (mark === digitsMark) this.#look(from, end);
          else this.oddEnd = end;
        }
        at = end;
      }
      anchor = at;
      anchorHigh = high;
      anchorLow = low;
      anchorPlace = place;
    }
    this.high = high;
    this.low = low;
    this.spansEnd = spansEnd;
    if (this.plainEnd === 0) this.plainEnd = at;
    this.isFormed = at > start && bytes[start]! > 32;
    return at;
  }

  #wordEnd = 0;

  /** What the word of letters and digits that begins at `from` is; `#wordEnd` is where it ends. Looks at its numbers. */
  #word(from: number, last: number): number {
    const bytes = this.#bytes;
    let digits = 0;
    let isHex = true;
    let end = from;
    for (; end <= last; end += 1) {
      const kind = classes[bytes[end]!]!;
      if (kind < digit) break;
      if (kind === digit) digits += 1;
      else if (kind === letter) isHex = false;
    }
    this.#wordEnd = end;
    if (end > last) return tooLong;
    const isName = classes[bytes[from]!] !== digit && digits <= mostNameDigits;
    if (!isName && !isHex) return mixed;
    // The digits between letters, one run after another: rare, so a second look at the word costs little.
    for (let at = from; at < end; at += 1) {
      const runFrom = at;
      while (at < end && classes[bytes[at]!] === digit) at += 1;
      if (at > runFrom) this.#look(runFrom, at);
    }
    return isName ? name : identifier;
  }

  /** The unit behind a backslash, when text with it still has a form; 0 otherwise. */
  #escape(at: number): number {
    const next = this.#bytes[at + 1] ?? 0;
    // Behind the payload's last quote nothing can be read four bytes at a time.
    if (at + 2 > this.#bytes.length - 4) return 0;
    if (this.plainEnd === 0) this.plainEnd = at;
    if (next === quote || next === backslash || next === 0x2f || next === 0x74) return next;
    return (next === 0x6e || next === 0x72) && isBlankUpTo(this.#bytes, at) ? next : 0;
  }

  /** Notes what the value of a run of digits may change. */
  #look(from: number, to: number): void {
    const bytes = this.#bytes;
    const count = to - from;
    const first = bytes[from]!;
    if (count < 3 && first !== 48 && from - this.#digitsEnd !== 1) {
      this.#cardDigits = count;
      this.#digitsEnd = to;
      return;
    }
    if (count === 3 && (first === 52 || first === 53)) this.statusEnd = to;
    if (first === 48 || count > longestNumber) this.oddEnd = to;
    let isJoined = false;
    if (from - this.#digitsEnd === 1) {
      const before = bytes[from - 1];
      isJoined = before === 32 || before === 45;
    }
    this.#cardDigits = isJoined ? this.#cardDigits + count : count;
    this.#digitsEnd = to;
    if (this.#cardDigits < fewestCardDigits) return;
    if (isJoined || (first >= 50 && first <= 54 && !this.#isInName(from))) this.cardEnd = to;
  }

  /** True where the number that begins at `from` is a part of a longer name (`blk_-3544583377289625738`), so no card's. */
  #isInName(from: number): boolean {
    if (from - 2 < this.#floor) return false;
    const before = this.#bytes[from - 1]!;
    const name = before === 45 ? this.#bytes[from - 2]! : before;
    return name === 95 || classes[name]! >= digit;
  }
}

/** How many bytes stand before the first of four whose highest bit is set. */
const digitsBefore = (bits: number): number => (31 - Math.clz32(bits & -bits)) >> 3;

/** Kinds of words that hold digits and letters. */
const tooLong = 0;
const name = 1;
const identifier = 2;
const mixed = 3;
