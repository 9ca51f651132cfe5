import { readCompound, signsIn, skipRepeatedSize } from './compounds.ts';
import { isVariable, maskEndAt, maskWord } from './masks.ts';
import { minedLength } from './signature.ts';

/** Most words of a message that a template holds; what follows is left out. */
const maxWords = 256;
/**
 * Most delimiters and spaces in a quoted value that counts as one word. Letters and digits are not counted: masking replaces runs of them,
 * so their number differs between lines of one template.
 */
const maxQuotedSigns = 64;

/** A message or template, taken apart: `gaps[0] words[0] gaps[1] words[1] ... gaps[n]`. */
export interface SplitMessage {
  /** Constant words as they are, variable ones as masks; empty where a value is missing (`user=`). */
  readonly words: readonly string[];
  /** Delimiters and single spaces around the words; one more than words. */
  readonly gaps: readonly string[];
  /** Where each word begins and ends in the text, UTF-16 units; two numbers a word. */
  readonly spans: readonly number[];
}

const isSpace = (unit: number): boolean => unit === 32 || (unit >= 9 && unit <= 13);
const isAlphanumeric = (unit: number): boolean =>
  (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122) || unit > 127;
const isSentenceMark = (unit: number): boolean => unit === 46 || unit === 33 || unit === 63;

/** `" # ' ( ) , : ; < = > [ ] { | }` end a word. */
const isDelimiter = new Uint8Array(128);
for (const delimiter of '"#\'(),:;<=>[]{|}') isDelimiter[delimiter.charCodeAt(0)] = 1;

/** True where a bracket, quote or comma ends a value that is not there: `()`, `[]`, `""`, `user=,`. */
const closesEmpty = (gap: string, unit: number): boolean => {
  const last = gap.charCodeAt(gap.length - 1);
  if (unit === 41) return last === 40;
  if (unit === 93) return last === 91;
  if (unit === 34) return last === 34;
  return unit === 44 && last === 61;
};

/** True for the apostrophe of "isn't" at `index`, which begins and ends no quote. */
const isInsideWord = (text: string, index: number): boolean =>
  isAlphanumeric(text.charCodeAt(index - 1)) && isAlphanumeric(text.charCodeAt(index + 1));

/** Where the word that begins at `start` ends: at white space, a delimiter or three dots; `start` if the text has one of these there. */
const wordEndAt = (text: string, start: number): number => {
  let end = start;
  while (end < text.length) {
    const unit = text.charCodeAt(end);
    if (isSpace(unit)) break;
    if (unit === 60) {
      const maskEnd = maskEndAt(text, end);
      if (maskEnd === end) break;
      end = maskEnd;
      continue;
    }
    if (unit === 46 && text.startsWith('...', end)) break;
    if (isDelimiter[unit] === 1 && !(unit === 39 && end > start && isInsideWord(text, end))) break;
    end += 1;
  }
  return end;
};

/** A value after `=` varies as soon as it holds a digit. */
const maskValue = (word: string): string => {
  const masked = maskWord(word);
  return masked === word && /\d/.test(word) && !isVariable(word) ? '<id>' : masked;
};

const maskQuoted = (value: string): string =>
  !/\s/.test(value) ? maskValue(value) : /\d/.test(value) || isVariable(value) ? '<text>' : value.replace(/\s+/g, ' ');

/** Where the quoted value that begins at `start` ends; -1 when it does not end, or only far after it. */
const quoteEndAt = (text: string, start: number): number => {
  let signs = 0;
  let isAfterSpace = false;
  for (let index = start; index < text.length && signs <= maxQuotedSigns; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === 34) return index;
    const isSpaceHere = isSpace(unit);
    if (!isAlphanumeric(unit) && !(isSpaceHere && isAfterSpace)) signs += 1;
    isAfterSpace = isSpaceHere;
  }
  return -1;
};

/** Where the next white space stands; the end of the text when there is none. */
const chunkEndAt = (text: string, start: number): number => {
  let end = start;
  while (end < text.length && !isSpace(text.charCodeAt(end))) end += 1;
  return end;
};

/** A request as readers of access logs word it: method, path, status. */
const request = /^(?:GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS) (\/\S*) (\d+|[1-5]xx|<num>)$/;
/** Segments of a path that belong to the route. */
const maxSegments = 6;

const maskSegment = (segment: string): string => {
  if (/^<(?:num|id|\*)>$/.test(segment)) return segment;
  if (/^\d+$/.test(segment)) return '<num>';
  return /[\d%<>"']/.test(segment) || segment.length > 32 ? '<id>' : segment;
};

/** A path's route: segments that hold a number or are long are ids, the query is no part of it. */
const routeOf = (path: string): string => {
  const segments = path.split(/[?#]/, 1)[0]!.split('/');
  const kept = segments.slice(0, maxSegments + 1).map((segment) => maskSegment(segment));
  return kept.join('/') + (segments.length > kept.length ? '/<*>' : '');
};

/** A status by its class, `5xx`, which the signature of a request distinguishes too; any other number is a number. */
const statusClassOf = (status: string): string =>
  /^[1-5]\d\d$/.test(status) ? `${status[0]!}xx` : /^\d/.test(status) && !status.endsWith('x') ? '<num>' : status;

/** The words of a request: each route is one word, and so is the class of its status. Undefined for every other message. */
const splitRequest = (text: string): SplitMessage | undefined => {
  const found = request.exec(text);
  if (found === null) return undefined;
  const path = found[1]!;
  const at = text.indexOf(' ');
  const end = at + 1 + path.length;
  return {
    words: [text.slice(0, at), routeOf(path), statusClassOf(found[2]!)],
    gaps: ['', ' ', ' ', ''],
    spans: [0, at, at + 1, end, end + 1, text.length],
  };
};

/** Takes a message apart at white space and delimiters, and masks what varies by nature. Total and linear. */
export const splitWords = (message: string): SplitMessage => {
  const text = message.length > minedLength ? message.slice(0, minedLength) : message;
  // Methods begin with D to P, a status ends in a digit or is masked.
  const requested =
    text.charCodeAt(0) <= 80 && (text.charCodeAt(text.length - 1) <= 62 || text.endsWith('xx'))
      ? splitRequest(text)
      : undefined;
  if (requested !== undefined) return requested;
  const words: string[] = [];
  const gaps: string[] = [];
  const spans: number[] = [];
  let gap = '';
  let index = 0;
  let chunkEnd = 0;
  let chunkSigns = 0;
  const push = (word: string, start: number, end: number): number => {
    const last = words.length - 1;
    if (gap === '' && last >= 0) {
      // Nothing parts it from the word before, so it is the rest of that word.
      words[last] += word;
      spans[last * 2 + 1] = end;
      return end;
    }
    gaps.push(gap);
    gap = '';
    words.push(word);
    spans.push(start, end);
    return end;
  };
  while (index < text.length && words.length < maxWords) {
    const unit = text.charCodeAt(index);
    if (isSpace(unit)) {
      if (gap === '=') push('', index, index);
      while (index < text.length && isSpace(text.charCodeAt(index))) index += 1;
      if (words.length > 0 || gap !== '') gap += ' ';
      continue;
    }
    if (unit === 46 && text.startsWith('...', index)) {
      while (text.charCodeAt(index) === 46) {
        gap += '.';
        index += 1;
      }
      continue;
    }
    if (index >= chunkEnd) {
      chunkEnd = chunkEndAt(text, index);
      chunkSigns = signsIn(text, index, chunkEnd);
    }
    // Compounds hold a digit, a colon or a slash; only a date may begin with a word that has none.
    const mayBeCompound = chunkSigns !== 0 || (unit >= 65 && unit <= 90);
    const compound = mayBeCompound ? readCompound(text, index, chunkSigns) : undefined;
    if (compound) {
      index = push(compound.mask, index, compound.end);
      continue;
    }
    const wordEnd = wordEndAt(text, index);
    if (wordEnd === index) {
      if (closesEmpty(gap, unit)) push('', index, index);
      gap += text[index] ?? '';
      index += 1;
      if (unit === 34 && gap.endsWith('="')) {
        // A quoted value after `=` is one value, spaces and all.
        const close = quoteEndAt(text, index);
        if (close > index) index = push(maskQuoted(text.slice(index, close)), index, close);
      }
      continue;
    }
    let end = wordEnd;
    while (end > index && isSentenceMark(text.charCodeAt(end - 1))) end -= 1;
    const word = text.slice(index, end);
    if (end > index) push(gap.endsWith('=') ? maskValue(word) : maskWord(word), index, end);
    gap += text.slice(end, wordEnd);
    index = word === 'bytes' && end === wordEnd ? skipRepeatedSize(text, wordEnd) : wordEnd;
  }
  if (gap === '=') push('', text.length, text.length);
  gaps.push(gap.trimEnd());
  return { words, gaps, spans };
};
