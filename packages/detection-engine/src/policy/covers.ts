import { textPattern } from '../text-pattern.ts';
import type { Naming } from './policy-statement.ts';

/** Stands for any text in what is asked for: of a pattern only `*` matches it. */
export const anyText = '\u0000';

/** `?` beside `*` is at least one character, which every action and resource has; a lone `?` matches no unknown text. */
const asPattern = (pattern: string): string =>
  pattern
    .replace(/[*?]*\*[*?]*/g, '*')
    .replaceAll('\\', '\\\\')
    .replaceAll('?', '\u0001');

/**
 * Whether everything that `asked` means is among what a naming means.
 *
 * @param asked  a name, with `anyText` where any text is meant; lower case for actions
 * @example covers({ isExcept: false, patterns: ['iam:*'] }, `iam:${anyText}`) // true
 */
export const covers = ({ isExcept, patterns }: Naming, asked: string): boolean => {
  if (!isExcept) return patterns.some((pattern) => textPattern(asPattern(pattern), 'equals', true).test(asked));
  // All but some: nothing that is asked for may be among the exceptions.
  return !patterns.some((pattern) => mayMeet(pattern, asked));
};

/** Whether a pattern and what is asked for can mean one same thing; compared up to the first wildcard of either. */
const mayMeet = (pattern: string, asked: string): boolean => {
  const fixed = pattern.replace(/[*?].*$/s, '');
  const known = asked.slice(0, asked.includes(anyText) ? asked.indexOf(anyText) : undefined);
  return fixed.startsWith(known) || known.startsWith(fixed);
};
