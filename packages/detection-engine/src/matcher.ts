import type { LogEvent } from '@bellwether/log-events';
import { cidrTest } from './cidr.ts';
import { fieldReader, textOf, type FieldReader, type RecordDocument } from './field.ts';
import type { Judge, MessagePieces, ThreeValued } from './partial-event.ts';
import { answersPolicy, policyQuestions, type PolicyQuestion } from './policy/policy-questions.ts';
import type { MatchValue } from './rule.ts';
import { textPattern, type TextPattern, type TextAnchor, type TextTest } from './text-pattern.ts';

/** Whether one condition is true for an event. Total: never throws. */
export type EventTest = (event: LogEvent, document: RecordDocument | undefined) => boolean;

/** How a field is found by its name: in an event, or in one element of a list. */
export type FieldLookup = (name: string) => FieldReader;

/** One line of a selection, compiled. */
export interface Matcher {
  readonly field: string;
  readonly test: EventTest;
  readonly judge: Judge;
  /** Lower-case texts one of which the field must have, when the line says no more than that. */
  readonly literals?: readonly string[];
  /** Cheap lines run first; 0 is the cheapest. */
  readonly cost: number;
  /** False where the condition is true because the field has no value. */
  readonly needsValue: boolean;
}

const maxPatternLength = 4_096;
const anchors: readonly TextAnchor[] = ['contains', 'startswith', 'endswith'];
const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  lt: (value, bound) => value < bound,
  lte: (value, bound) => value <= bound,
  gt: (value, bound) => value > bound,
  gte: (value, bound) => value >= bound,
};
const knownModifiers = new Set([
  ...anchors,
  ...Object.keys(comparisons),
  'all',
  'cased',
  'cidr',
  'exists',
  'fieldref',
  'policy',
]);

/** Judges by the test itself where every field that it reads is known, and leaves it open otherwise. */
export const judgeWhenKnown =
  (test: EventTest, fields: readonly string[]): Judge =>
  (partial) =>
    fields.every((field) => partial.isKnown(field)) ? test(partial.event, undefined) : undefined;

const matcherOf = (field: string, test: EventTest, cost: number): Matcher => ({
  field,
  test,
  judge: judgeWhenKnown(test, [field]),
  cost,
  needsValue: true,
});

const isScalar = (value: unknown): boolean => typeof value !== 'object';

const numberIn = (value: unknown): number | undefined => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,9})?$/.test(value) ? Number(value) : undefined;
};

const textsOf = (values: readonly MatchValue[], what: string): readonly string[] =>
  values.map((value) => {
    if (typeof value !== 'string' || value.length > maxPatternLength) {
      throw new RangeError(`${what} takes texts of at most ${maxPatternLength} characters`);
    }
    return value;
  });

/** Holds when one of the tests passes on one of the field's values or, with `isAll`, when each passes on one of them. */
const overValues = (read: FieldReader, tests: readonly ((value: unknown) => boolean)[], isAll: boolean): EventTest => {
  const [only] = tests;
  if (only !== undefined && tests.length === 1) return (event, document) => read(event, document, only);
  if (isAll) return (event, document) => tests.every((test) => read(event, document, test));
  const anyTest = (value: unknown): boolean => tests.some((test) => test(value));
  return (event, document) => read(event, document, anyTest);
};

/** What patterns say of a message of which pieces are known; the last word is left open where one leaves it open. */
const judgePieces = (patterns: readonly TextPattern[], message: MessagePieces, isAll: boolean): ThreeValued => {
  const results = patterns.map(({ judgePieces: judge }) => judge(message));
  if (results.includes(!isAll)) return !isAll;
  return results.includes(undefined) ? undefined : isAll;
};

const compileText = (
  field: string,
  values: readonly MatchValue[],
  anchor: TextAnchor,
  flags: ReadonlySet<string>,
  lookUp: FieldLookup,
): Matcher => {
  const read = lookUp(field);
  const present = values.filter((value) => value !== null);
  const takesNull = present.length < values.length;
  const isAll = flags.has('all');
  if (takesNull && isAll) throw new RangeError('|all cannot ask for null');
  const patterns = present.map((value) =>
    textPattern(textsOf([String(value)], 'a field')[0] ?? '', anchor, flags.has('cased')),
  );
  const fold = flags.has('cased') ? (text: string): string => text : (text: string): string => text.toLowerCase();
  const literals = patterns.flatMap(({ literal }) => literal ?? []);
  const isLiteral = literals.length === patterns.length;
  const longest = Math.max(0, ...literals.map(({ length }) => length));
  const literalSet = new Set(literals);
  // Lower-casing never makes a text shorter, so a text longer than every literal equals none. No literal equals an object.
  const literalTest = (value: unknown): boolean => {
    if (!isScalar(value)) return false;
    const text = textOf(value);
    return text.length <= longest && literalSet.has(fold(text));
  };
  // A whole object is text for patterns only.
  const testOf =
    (some: readonly TextPattern[]) =>
    (value: unknown): boolean => {
      const isText = isScalar(value);
      const text = fold(textOf(value));
      return some.some(({ test, literal }) => (isText || literal === undefined) && test(text));
    };
  const tests = isAll ? patterns.map((pattern) => testOf([pattern])) : [isLiteral ? literalTest : testOf(patterns)];
  const hasOne = overValues(read, tests, isAll);
  // Shippers write a field without a value as null, leave it out, or write an empty text.
  const isAbsent: EventTest = (event, document) => !read(event, document, (value) => value !== '');
  if (!takesNull) {
    const known = judgeWhenKnown(hasOne, [field]);
    const judge: Judge = (partial) =>
      field === 'message' && partial.message !== undefined && !partial.isKnown(field)
        ? judgePieces(patterns, partial.message, isAll)
        : known(partial);
    const cost = isLiteral ? 0 : 2;
    return { field, test: hasOne, judge, cost, needsValue: true, ...(isLiteral ? { literals } : {}) };
  }
  const test: EventTest =
    present.length === 0 ? isAbsent : (event, document) => isAbsent(event, document) || hasOne(event, document);
  return { field, test, judge: judgeWhenKnown(test, [field]), cost: 1, needsValue: false };
};

const compileReference = (
  field: string,
  values: readonly MatchValue[],
  anchor: TextAnchor,
  comparison: string | undefined,
  isAll: boolean,
  lookUp: FieldLookup,
): Matcher => {
  const read = lookUp(field);
  const compare: Record<TextAnchor, (value: string, other: string) => boolean> = {
    equals: (value, other) => value === other,
    contains: (value, other) => value.includes(other),
    startswith: (value, other) => value.startsWith(other),
    endswith: (value, other) => value.endsWith(other),
  };
  const compareNumbers = comparison === undefined ? undefined : comparisons[comparison];
  const isMet = (value: unknown, other: unknown): boolean => {
    if (compareNumbers === undefined) return compare[anchor](textOf(value).toLowerCase(), textOf(other).toLowerCase());
    const [number, bound] = [numberIn(value), numberIn(other)];
    return number !== undefined && bound !== undefined && compareNumbers(number, bound);
  };
  const tests = textsOf(values, '|fieldref').map((name): EventTest => {
    const readOther = lookUp(name);
    return (event, document) =>
      readOther(
        event,
        document,
        (other) => isScalar(other) && read(event, document, (value) => isScalar(value) && isMet(value, other)),
      );
  });
  const test: EventTest = (event, document) =>
    isAll ? tests.every((one) => one(event, document)) : tests.some((one) => one(event, document));
  const judge = judgeWhenKnown(test, [field, ...textsOf(values, '|fieldref')]);
  return { field, test, judge, cost: 2, needsValue: true };
};

const compileExists = (field: string, values: readonly MatchValue[], lookUp: FieldLookup): Matcher => {
  const read = lookUp(field);
  const [wanted] = values;
  if (values.length !== 1 || typeof wanted !== 'boolean') throw new RangeError('|exists takes true or false');
  const test: EventTest = (event, document) => read(event, document, () => true) === wanted;
  return {
    field,
    test,
    judge: judgeWhenKnown(test, [field]),
    cost: 1,
    needsValue: wanted,
  };
};

const compileComparison = (
  field: string,
  values: readonly MatchValue[],
  name: string,
  lookUp: FieldLookup,
): Matcher => {
  const compareNumbers = comparisons[name];
  const [bound] = values;
  if (compareNumbers === undefined || values.length !== 1 || typeof bound !== 'number')
    throw new RangeError(`|${name} takes one number`);
  const test = (value: unknown): boolean => {
    const number = numberIn(value);
    return number !== undefined && compareNumbers(number, bound);
  };
  return matcherOf(field, overValues(lookUp(field), [test], false), 1);
};

const isQuestion = (value: MatchValue): value is PolicyQuestion =>
  (policyQuestions as readonly MatchValue[]).includes(value);

/** `|policy`: the field is a policy, as an object or as text, of which one of the questions is true. */
const compilePolicy = (field: string, values: readonly MatchValue[], lookUp: FieldLookup): Matcher => {
  const read = lookUp(field);
  const questions = values.filter(isQuestion);
  if (questions.length < values.length) throw new RangeError(`|policy takes ${policyQuestions.join(', ')}`);
  const test: EventTest = (event, document) => {
    const recipient = document?.['recipientAccountId'];
    const account = typeof recipient === 'string' ? recipient : event.account;
    return read(event, document, (value) => questions.some((question) => answersPolicy(question, value, account)));
  };
  // The account is not known of a partial event.
  const isPresent = judgeWhenKnown((event) => read(event, undefined, () => true), [field]);
  return {
    field,
    test,
    judge: (partial) => (isPresent(partial) === false ? false : undefined),
    cost: 3,
    needsValue: true,
  };
};

const onScalars =
  (test: TextTest) =>
  (value: unknown): boolean =>
    isScalar(value) && test(textOf(value));

/**
 * Compiles one line of a selection: `field|modifier|modifier` and the values it is compared with.
 *
 * @param lookUp  finds the fields that the line names; those of an event when absent
 * @throws RangeError saying what is wrong with the line
 */
export const compileMatcher = (
  key: string,
  given: MatchValue | readonly MatchValue[],
  lookUp: FieldLookup = fieldReader,
): Matcher => {
  const [field = '', ...modifiers] = key.split('|');
  const values = typeof given === 'object' && given !== null ? given : [given];
  if (values.length === 0) throw new RangeError('a list of values may not be empty');
  for (const modifier of modifiers) {
    if (!knownModifiers.has(modifier)) throw new RangeError(`the modifier |${modifier} is not known`);
  }
  const flags = new Set(modifiers);
  const isAll = flags.has('all');
  const kinds = modifiers.filter((modifier) => !['all', 'cased', 'fieldref'].includes(modifier));
  if (kinds.length > 1) throw new RangeError(`|${kinds.join('|')} do not go together`);
  const kind = kinds[0];
  const anchor = anchors.find((one) => one === kind) ?? 'equals';
  const comparison = kind !== undefined && Object.hasOwn(comparisons, kind) ? kind : undefined;
  if (flags.has('fieldref')) {
    if (kind !== undefined && anchor === 'equals' && comparison === undefined)
      throw new RangeError(`|${kind}|fieldref is not known`);
    return compileReference(field, values, anchor, comparison, isAll, lookUp);
  }
  if (kind === 'policy') return compilePolicy(field, values, lookUp);
  if (kind === 'exists') return compileExists(field, values, lookUp);
  if (comparison !== undefined) return compileComparison(field, values, comparison, lookUp);
  if (kind === 'cidr') {
    const tests = textsOf(values, '|cidr').map(cidrTest).map(onScalars);
    return matcherOf(field, overValues(lookUp(field), tests, isAll), 2);
  }
  return compileText(field, values, anchor, flags, lookUp);
};
