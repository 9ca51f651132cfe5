import { textOf, type FieldReader } from '../field.ts';
import { judgeWhenKnown, type EventTest, type Matcher } from '../matcher.ts';
import type { MatchValue } from '../rule.ts';
import { textPattern, type TextPattern } from '../text-pattern.ts';
import { encodeValue } from './encode-value.ts';
import type { Modifiers } from './modifiers.ts';

const maxLength = 16_384;

const patternsOf = (value: MatchValue, { anchor, encodings, has }: Modifiers): readonly TextPattern[] => {
  if (typeof value !== 'string' && encodings.length > 0) throw new RangeError(`|${encodings.join('|')} takes texts`);
  const text = String(value);
  if (text.length > maxLength) throw new RangeError(`a value has at most ${maxLength} characters`);
  return encodeValue(text, encodings).map((pattern) => textPattern(pattern, anchor, has('cased')));
};

/**
 * Compiles what compares a field as text. `null` is met where the field is absent or null; an empty text is a value.
 *
 * @param read  finds the values
 */
export const compileText = (
  field: string,
  values: readonly MatchValue[],
  modifiers: Modifiers,
  read: FieldReader,
): Matcher => {
  const isCased = modifiers.has('cased');
  const present = values.filter((value) => value !== null);
  const takesNull = present.length < values.length;
  if (takesNull && (modifiers.anchor !== 'equals' || modifiers.has('all') || modifiers.encodings.length > 0 || isCased))
    throw new RangeError('null goes with no modifier but |neq');
  const alternatives = present.map((value) => patternsOf(value, modifiers));
  const fold = isCased ? (text: string): string => text : (text: string): string => text.toLowerCase();
  // A whole object is text for patterns only.
  const testOf =
    (patterns: readonly TextPattern[], isLiteral: boolean) =>
    (value: unknown): boolean => {
      if (typeof value === 'object' && isLiteral) return false;
      const text = fold(textOf(value));
      return patterns.some(({ test }) => test(text));
    };
  const isLiteral = alternatives.every((patterns) => patterns.every(({ literal }) => literal !== undefined));
  const tests = modifiers.has('all')
    ? alternatives.map((patterns) => testOf(patterns, isLiteral))
    : [literalTest(alternatives.flat(), fold) ?? testOf(alternatives.flat(), isLiteral)];
  const hasOne: EventTest = (event, document) => tests.every((test) => read(event, document, test));
  const isAbsent: EventTest = (event, document) => !read(event, document, () => true);
  const test: EventTest = takesNull
    ? present.length === 0
      ? isAbsent
      : (event, document) => isAbsent(event, document) || hasOne(event, document)
    : hasOne;
  const literals = alternatives.flat().flatMap(({ literal }) => literal ?? []);
  return {
    field,
    test,
    judge: judgeWhenKnown(test, [field]),
    cost: isLiteral ? 0 : 2,
    needsValue: !takesNull,
    ...(isLiteral && !takesNull && !modifiers.has('all') ? { literals } : {}),
  };
};

/** Many plain texts are one look-up. Lower-casing never makes a text shorter, so one longer than every literal equals none. */
const literalTest = (
  patterns: readonly TextPattern[],
  fold: (text: string) => string,
): ((value: unknown) => boolean) | undefined => {
  const literals = patterns.flatMap(({ literal }) => literal ?? []);
  if (literals.length < patterns.length) return undefined;
  const set = new Set(literals);
  const longest = Math.max(0, ...literals.map(({ length }) => length));
  return (value) => {
    if (typeof value === 'object') return false;
    const text = textOf(value);
    return text.length <= longest && set.has(fold(text));
  };
};
