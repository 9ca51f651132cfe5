import { isAlnumCode, isDigitCode } from '../header/token.ts';

/** Objects and arrays inside one another, beyond which a text is taken for none of ours. */
const deepest = 64;
/** Longest number or word; a double has at most 24 characters. */
const maxWordLength = 40;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openObject = 0x7b;
const closeObject = 0x7d;
const openArray = 0x5b;
const closeArray = 0x5d;

/** What may come next: a value, the same or the end of an array, a key, the same or the end of an object, `:`, or `,` or an end. */
type Expected = 'value' | 'item' | 'key' | 'member' | 'colon' | 'comma';

const isWord = (word: string): boolean => {
  if (word === 'true' || word === 'false' || word === 'null') return true;
  const code = word.charCodeAt(word.charCodeAt(0) === 0x2d ? 1 : 0);
  return isDigitCode(code) && Number.isFinite(Number(word));
};

/** Index after the quote that ends the string which begins at `at`; -1 when the line ends first, which JSON forbids. */
const stringEnd = (text: string, at: number): number => {
  for (let index = at + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === quote) return index + 1;
    if (code === backslash) index += 1;
    else if (code < 0x20) return -1;
  }
  return -1;
};

const wordEnd = (text: string, at: number): number => {
  let end = at;
  while (end - at <= maxWordLength) {
    const code = text.charCodeAt(end);
    if (!isAlnumCode(code) && code !== 0x2b && code !== 0x2d && code !== 0x2e) break;
    end += 1;
  }
  return end;
};

/**
 * Follows a JSON object or array that is printed over several lines, line by line, without keeping any of it.
 *
 * Each line is looked at once, from left to right, so that the first one which cannot go on the document is known as such.
 */
export class DocumentScan {
  #expected: Expected = 'value';
  /** Open objects (true) and arrays (false), the innermost last. */
  readonly #open: boolean[] = [];

  /** Takes the next line, or whatever ends where a token does; `broken` when what was taken so far begins no document. */
  take(text: string): 'open' | 'whole' | 'broken' {
    let at = 0;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) {
        at += 1;
        continue;
      }
      if (this.#open.length === 0 && this.#expected === 'comma') return 'broken';
      at = this.#step(text, at, code);
      if (at < 0) return 'broken';
    }
    return this.#open.length === 0 && this.#expected === 'comma' ? 'whole' : 'open';
  }

  /** Takes one token; gives back the index after it, or -1 when it may not stand there. */
  #step(text: string, at: number, code: number): number {
    const expected = this.#expected;
    switch (code) {
      case comma:
        if (expected !== 'comma') return -1;
        this.#expected = this.#open.at(-1) === true ? 'key' : 'value';
        return at + 1;
      case colon:
        if (expected !== 'colon') return -1;
        this.#expected = 'value';
        return at + 1;
      case closeObject:
        return expected === 'member' || expected === 'comma' ? this.#close(true, at) : -1;
      case closeArray:
        return expected === 'item' || expected === 'comma' ? this.#close(false, at) : -1;
      case quote:
        if (expected === 'key' || expected === 'member') this.#expected = 'colon';
        else if (expected === 'value' || expected === 'item') this.#expected = 'comma';
        else return -1;
        return this.#open.length === 0 ? -1 : stringEnd(text, at);
      default:
        break;
    }
    if (expected !== 'value' && expected !== 'item') return -1;
    if (code === openObject || code === openArray) {
      if (this.#open.length === deepest) return -1;
      this.#open.push(code === openObject);
      this.#expected = code === openObject ? 'member' : 'item';
      return at + 1;
    }
    const end = wordEnd(text, at);
    if (this.#open.length === 0 || !isWord(text.slice(at, end))) return -1;
    this.#expected = 'comma';
    return end;
  }

  #close(isObject: boolean, at: number): number {
    if (this.#open.pop() !== isObject) return -1;
    this.#expected = 'comma';
    return at + 1;
  }
}

/**
 * The scan of a document that the line begins and does not end; undefined for any other line. Nearly all lines are recognised by
 * their first character or their last.
 */
export const beginDocument = (text: string): DocumentScan | undefined => {
  let at = 0;
  while (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09) at += 1;
  const first = text.charCodeAt(at);
  if (first !== openObject && first !== openArray) return undefined;
  let end = text.length;
  while (end > at && text.charCodeAt(end - 1) <= 0x20) end -= 1;
  // A line that ends as its document does is one of its own.
  if (end - at > 1 && text.charCodeAt(end - 1) === first + 2) return undefined;
  const scan = new DocumentScan();
  return scan.take(text) === 'open' ? scan : undefined;
};
