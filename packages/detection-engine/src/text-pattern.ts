import type { MessagePieces, ThreeValued } from './partial-event.ts';
import { couldStandIn } from './message-pieces.ts';

export type TextTest = (text: string) => boolean;
export type TextAnchor = 'equals' | 'contains' | 'startswith' | 'endswith';

export interface TextPattern {
  /** Expects the text lower-cased, unless the pattern is cased: one text is folded once for many patterns. */
  readonly test: TextTest;
  /** The lower-case text, when the pattern is nothing but that text: what rules can be indexed by. */
  readonly literal?: string;
  /** What `test` would say of a text of which pieces are known. */
  readonly judgePieces: (message: MessagePieces) => ThreeValued;
}

/** Characters between two `*`; `undefined` stands for `?`. */
type Part = readonly (string | undefined)[];

/** Splits at unescaped `*`. A backslash escapes `*`, `?` and itself, and is plain before anything else, as in Sigma. */
const partsOf = (pattern: string): Part[] => {
  const parts: (string | undefined)[][] = [];
  let part: (string | undefined)[] = [];
  for (let index = 0; index < pattern.length; index += 1) {
    const unit = pattern.charAt(index);
    const next = pattern.charAt(index + 1);
    if (unit === '\\' && (next === '*' || next === '?' || next === '\\')) {
      part.push(next);
      index += 1;
    } else if (unit === '*') {
      parts.push(part);
      part = [];
    } else {
      part.push(unit === '?' ? undefined : unit);
    }
  }
  parts.push(part);
  return parts;
};

interface PartFinder {
  readonly length: number;
  isAt(text: string, at: number): boolean;
  /** First index at or after `from`; -1 when there is none. */
  find(text: string, from: number): number;
}

const finderOf = (part: Part): PartFinder => {
  const length = part.length;
  if (!part.includes(undefined)) {
    const literal = part.join('');
    return {
      length,
      isAt: (text, at) => text.startsWith(literal, at),
      find: (text, from) => text.indexOf(literal, from),
    };
  }
  const isAt = (text: string, at: number): boolean => {
    if (at + length > text.length) return false;
    for (let offset = 0; offset < length; offset += 1) {
      const unit = part[offset];
      if (unit !== undefined && unit !== text[at + offset]) return false;
    }
    return true;
  };
  const find = (text: string, from: number): number => {
    for (let at = from; at + length <= text.length; at += 1) if (isAt(text, at)) return at;
    return -1;
  };
  return { length, isAt, find };
};

/**
 * Matches the parts in order, each at its first index. That is enough for `*` and needs no backtracking, so the time is at most
 * text length times pattern length.
 */
const globTest = (parts: readonly Part[]): TextTest => {
  const finders = parts.map(finderOf);
  const first = finders[0] ?? finderOf([]);
  const last = finders.at(-1) ?? first;
  if (finders.length === 1) return (text) => text.length === first.length && first.isAt(text, 0);
  const middle = finders.slice(1, -1).filter((finder) => finder.length > 0);
  return (text) => {
    if (text.length < first.length + last.length || !first.isAt(text, 0)) return false;
    let at = first.length;
    for (const finder of middle) {
      const found = finder.find(text, at);
      if (found < 0) return false;
      at = found + finder.length;
    }
    return at + last.length <= text.length && last.isAt(text, text.length - last.length);
  };
};

const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text);

/**
 * Every part has to be found, the first at the beginning and the last at the end. Their order is not checked, so the answer is never
 * "no" for a message that could match. Beyond ASCII, lower case depends on neighbouring letters, so the answer is unknown.
 */
const piecesJudge =
  (parts: readonly Part[], isCased: boolean) =>
  (given: MessagePieces): ThreeValued => {
    if (!given.pieces.every(isAscii)) return undefined;
    const message = isCased ? given : { ...given, pieces: given.pieces.map((piece) => piece.toLowerCase()) };
    const last = parts.length - 1;
    const isPossible = parts.every((part, index) => {
      if (index === 0 && !couldStandIn(message, part, 'beginning')) return false;
      return couldStandIn(message, part, index === last ? 'end' : 'anywhere');
    });
    if (!isPossible) return false;
    const [first, only, end] = parts;
    const isContained = parts.length === 3 && first?.length === 0 && end?.length === 0 && !only?.includes(undefined);
    const text = only?.join('') ?? '';
    return isContained && message.pieces.some((piece) => piece.includes(text)) ? true : undefined;
  };

/**
 * Compiles a Sigma string: `*` is any text, `?` any one UTF-16 unit.
 *
 * @param isCased  keeps the pattern's letters; otherwise it is lower-cased
 * @example
 * textPattern('*Stop?ogging*', 'equals', false).test('the stoplogging call'); // true: lower-cased by the caller
 * textPattern('/aws/*', 'equals', true).test('/aws/eks'); // true
 */
export const textPattern = (pattern: string, anchor: TextAnchor, isCased: boolean): TextPattern => {
  const parts = partsOf(isCased ? pattern : pattern.toLowerCase());
  if (anchor === 'contains' || anchor === 'endswith') parts.unshift([]);
  if (anchor === 'contains' || anchor === 'startswith') parts.push([]);
  const judgePieces = piecesJudge(parts, isCased);
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only !== undefined && !only.includes(undefined)) {
    const literal = only.join('');
    const test: TextTest = (text) => text === literal;
    return isCased ? { test, judgePieces } : { test, literal, judgePieces };
  }
  return { test: globTest(parts), judgePieces };
};
