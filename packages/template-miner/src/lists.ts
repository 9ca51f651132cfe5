import { isVariable } from './masks.ts';
import { generaliseWord } from './generalise.ts';

/** Words and the gaps around them. */
export interface Shape {
  readonly words: readonly string[];
  readonly gaps: readonly string[];
}

export interface CollapsedShape extends Shape {
  /** Words that each word stands for; 1 where there was no list. */
  readonly lengths: readonly number[];
}

const listGaps: ReadonlySet<string> = new Set([' ', ', ', ',', ';', '; ', '|', ' | ']);
const isListGap = (gap: string): boolean => listGaps.has(gap);

/** True for a mask that stands for one or more values. */
export const isListMask = (word: string): boolean => word.endsWith('+>');

/** The mask of one or more such words: `<num+>` for numbers, `<id+>` for names that contain a number. */
export const listMaskOf = (word: string): string => {
  if (isListMask(word)) return word;
  return word.startsWith('<') && word.indexOf('>') === word.length - 1 ? `${word.slice(0, -1)}+>` : '<id+>';
};

/** The mask of a list of both words, or undefined when they are constant, of different kinds or parted by more, and so no list. */
const joinedMask = (known: string, gap: string, seen: string): string | undefined => {
  if (!isListGap(gap) || !isVariable(seen) || !isVariable(known)) return undefined;
  const joined = generaliseWord(listMaskOf(known), listMaskOf(seen));
  return joined === '<*+>' && known !== '<*+>' && seen !== '<*>' && known !== '<*>' ? undefined : joined;
};

const isOpening = (unit: number): boolean => unit === 40 || unit === 91 || unit === 123;
const isClosing = (unit: number): boolean => unit === 41 || unit === 93 || unit === 125;
const opens = (gap: string): boolean => isOpening(gap.charCodeAt(gap.length - 1));
const closes = (gap: string): boolean => isClosing(gap.charCodeAt(0));
const isCommaGap = (gap: string): boolean => gap === ', ' || gap === ',';

/** Position of the last of several words that stand in brackets with commas between them, `[alice, bob, carol]`; `first` when there is no such list. */
const listEndAt = (shape: Shape, first: number): number => {
  if (!opens(shape.gaps[first] ?? '') || !isCommaGap(shape.gaps[first + 1] ?? '')) return first;
  let last = first;
  let isNamed = false;
  for (; last < shape.words.length; last += 1) {
    isNamed ||= !isVariable(shape.words[last] ?? '');
    const gap = shape.gaps[last + 1] ?? '';
    if (closes(gap)) return isNamed ? last : first;
    if (!isCommaGap(gap)) return first;
  }
  return first;
};

/** Position of the first word that is of a list together with those after it or with the one before it; the number of words if there is none. */
const firstInList = (shape: Shape): number => {
  const { words, gaps } = shape;
  for (let position = 0; position < words.length; position += 1) {
    if (listEndAt(shape, position) > position) return position;
    if (
      position > 0 &&
      joinedMask(words[position - 1] ?? '', gaps[position] ?? '', words[position] ?? '') !== undefined
    )
      return position;
  }
  return words.length;
};

/**
 * Makes one list of every run of values of one kind that only spaces, commas, semicolons or bars part: `ids 1 2 3` and `ids 1 2` both
 * become `ids <num+>`; names with commas between them are a list in brackets. A single value stays as it is, and a shape without lists
 * comes back with its own words and gaps.
 */
export const collapseLists = (shape: Shape): CollapsedShape => {
  const first = firstInList(shape);
  const lengths = Array.from({ length: first }, () => 1);
  if (first === shape.words.length) return { words: shape.words, gaps: shape.gaps, lengths };
  const words = shape.words.slice(0, first);
  const gaps = shape.gaps.slice(0, first + 1);
  for (let index = first; index < shape.words.length; index += 1) {
    const listEnd = listEndAt(shape, index);
    if (listEnd > index) {
      words.push('<*+>');
      lengths.push(listEnd - index + 1);
      gaps.push(shape.gaps[listEnd + 1] ?? '');
      index = listEnd;
      continue;
    }
    const word = shape.words[index] ?? '';
    const last = words.length - 1;
    const mask = last < 0 ? undefined : joinedMask(words[last] ?? '', gaps[last + 1] ?? '', word);
    if (mask === undefined) {
      words.push(word);
      lengths.push(1);
      gaps.push(shape.gaps[index + 1] ?? '');
    } else {
      words[last] = mask;
      lengths[last] = (lengths[last] ?? 0) + 1;
      gaps[last + 1] = shape.gaps[index + 1] ?? '';
    }
  }
  return { words, gaps, lengths };
};
