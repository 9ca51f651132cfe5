import { knownWordAt, maxWordLength, minWordLength } from './vocabulary.ts';

/** How much of a text is read for words; UTF-16 units. */
export const readLength = 1024;

/** What one pass over a text found; says which closer looks are worth their time. */
export interface TextScan {
  /** Categories that its words speak of, as bits. */
  categoryBits: number;
  /** A word of failure stands in it. */
  hasSeverityWord: boolean;
  /** A word that may be a level stands in it, or it begins as a header does. */
  mayHaveLevel: boolean;
  /** A word of a platform message stands in it. */
  mayBePlatform: boolean;
  /** A number from 400 to 599 stands in it. */
  mayHaveStatus: boolean;
}

const digit = 1;
const lower = 2;
const upper = 3;
/** Class of each ASCII unit; 0 for what ends a word. */
const unitClass = new Uint8Array(128);
for (let unit = 48; unit <= 57; unit += 1) unitClass[unit] = digit;
for (let unit = 65; unit <= 90; unit += 1) unitClass[unit] = upper;
for (let unit = 97; unit <= 122; unit += 1) unitClass[unit] = lower;

/**
 * Reads a text once, word by word. A word ends where letters end, and inside a name where a capital follows a small
 * letter: `ConnectTimeoutException` reads as three words.
 */
export const scanText = (text: string): TextScan => {
  const scan: TextScan = {
    categoryBits: 0,
    hasSeverityWord: false,
    mayHaveLevel: false,
    mayBePlatform: false,
    mayHaveStatus: false,
  };
  const end = text.length < readLength ? text.length : readLength;
  if (end > 1) {
    const first = text.charCodeAt(0);
    scan.mayHaveLevel = first === 60 || (unitClass[first] === upper && unitClass[text.charCodeAt(1)] === digit);
  }
  let start = 0;
  let startBefore = 0;
  let before = 0;
  let digits = 0;
  for (let index = 0; index <= end; index += 1) {
    // One step after the end closes the last word; reading there would make the unit a NaN, and every step slow.
    const unit = index < end ? text.charCodeAt(index) : 32;
    const kind = unit < 128 ? (unitClass[unit] ?? 0) : 0;
    if (kind >= lower) {
      if (before >= kind) {
        // A small letter after any letter, or a capital after a capital.
        before = kind;
        continue;
      }
      if (before === lower) look(scan, text, start, index, startBefore);
      startBefore = start;
      start = index;
    } else {
      if (before >= lower) look(scan, text, start, index, startBefore);
      if (kind === digit) digits = before === digit ? digits + 1 : 1;
      else if (before === digit && digits === 3) {
        const hundreds = text.charCodeAt(index - 3);
        if (hundreds === 52 || hundreds === 53) scan.mayHaveStatus = true;
      }
    }
    before = kind;
  }
  return scan;
};

/** Notes what the word from `start` to `end` means; `startBefore` is where the word before it begins. */
const look = (scan: TextScan, text: string, start: number, end: number, startBefore: number): void => {
  const length = end - start;
  if (length < minWordLength || length > maxWordLength) return;
  const word = knownWordAt(text, start, end);
  if (!word) return;
  scan.categoryBits |= word.categoryBit;
  if (word.severity) scan.hasSeverityWord = true;
  const { pair } = word;
  if (pair && text.slice(startBefore, startBefore + pair.before.length).toLowerCase() === pair.before) {
    scan.categoryBits |= pair.categoryBit;
    if (pair.severity) scan.hasSeverityWord = true;
  }
  if (word.mayBeLevel) scan.mayHaveLevel = true;
  if (word.mayBePlatform) scan.mayBePlatform = true;
};
