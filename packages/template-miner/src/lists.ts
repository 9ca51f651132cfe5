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

const isListGap = (gap: string): boolean => gap === ' ' || gap === ', ' || gap === ',';

/** True for a mask that stands for one or more values. */
export const isListMask = (word: string): boolean => word.endsWith('+>');

/** The mask of one or more such words: `<num+>` for numbers, `<id+>` for names that hold a number. */
export const listMaskOf = (word: string): string => {
  if (isListMask(word)) return word;
  return word.startsWith('<') && word.indexOf('>') === word.length - 1 ? `${word.slice(0, -1)}+>` : '<id+>';
};

/** The mask of a list of both, or undefined when they are of different kinds and so no list. */
const joinedMask = (known: string, seen: string): string | undefined => {
  const joined = generaliseWord(listMaskOf(known), listMaskOf(seen));
  return joined === '<*+>' && known !== '<*+>' && seen !== '<*>' && known !== '<*>' ? undefined : joined;
};

const opens = (gap: string): boolean => /[([{]$/.test(gap);
const closes = (gap: string): boolean => /^[)\]}]/.test(gap);
const isCommaGap = (gap: string): boolean => gap === ', ' || gap === ',';

/** Place of the last of several words that stand in brackets with commas between them, `[alice, bob, carol]`; `first` when there is no such list. */
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

/**
 * Makes one list of every run of values of one kind that only spaces or commas part: `ids 1 2 3` and `ids 1 2` both
 * become `ids <num+>`; names with commas between them are a list in brackets. A single value stays as it is.
 */
export const collapseLists = (shape: Shape): CollapsedShape => {
  const words: string[] = [];
  const lengths: number[] = [];
  const gaps: string[] = [shape.gaps[0] ?? ''];
  for (let index = 0; index < shape.words.length; index += 1) {
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
    const before = words[last] ?? '';
    const canJoin = last >= 0 && isVariable(word) && isVariable(before) && isListGap(gaps[last + 1] ?? '');
    const mask = canJoin ? joinedMask(before, word) : undefined;
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
