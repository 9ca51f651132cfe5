import { cidrTest } from '../cidr.ts';
import { fieldReader, textOf, type FieldReader } from '../field.ts';
import { judgeWhenKnown, type EventTest, type Matcher } from '../matcher.ts';
import { negated, type Judge } from '../partial-event.ts';
import type { MatchValue, SelectionValue } from '../rule.ts';
import { arraySelectorIn, compileArrayBlock, isBlock, type CompileLine } from './array-block.ts';
import type { ExpressionCompiler } from './linear-expression.ts';
import { readModifiers, type Modifiers } from './modifiers.ts';
import { compileReference } from './field-reference.ts';
import { eventFields, readEverything, type SigmaFields } from './sigma-field.ts';
import { compileText } from './sigma-text.ts';
import { numberIn, compareNumbers } from './numbers.ts';
import { timePartOf } from './time-part.ts';

type ValueTest = (value: unknown) => boolean;

const maxValues = 10_000;

const scalars = (values: SelectionValue): readonly MatchValue[] => {
  const list: readonly unknown[] = Array.isArray(values) ? values : [values];
  if (list.length === 0) throw new RangeError('a list of values may not be empty');
  if (list.length > maxValues) throw new RangeError(`a list has at most ${maxValues} values`);
  if (list.some((value) => typeof value === 'object' && value !== null)) {
    throw new RangeError(
      'a value is a text, a number, true, false or null; a block of lines needs a field with [any], [all], [all_or_empty] or [none]',
    );
  }
  return list as readonly MatchValue[];
};

const texts = (values: readonly MatchValue[], what: string): readonly string[] =>
  values.map((value) => {
    if (typeof value !== 'string') throw new RangeError(`${what} takes texts`);
    return value;
  });

const numbers = (values: readonly MatchValue[], what: string): readonly number[] =>
  values.map((value) => {
    if (typeof value !== 'number') throw new RangeError(`${what} takes numbers`);
    return value;
  });

/** True where a member of the field passes one of the tests or, with `isAll`, each of them on some member. */
const overMembers = (read: FieldReader, tests: readonly ValueTest[], isAll: boolean): EventTest =>
  isAll
    ? (event, document) => tests.every((test) => read(event, document, test))
    : (event, document) => read(event, document, (value) => tests.some((test) => test(value)));

const compileExists = (field: string, values: readonly MatchValue[], fields: SigmaFields): Matcher => {
  const [wanted] = values;
  if (values.length !== 1 || typeof wanted !== 'boolean') throw new RangeError('|exists takes true or false');
  const isPresent = fields.isPresent(field);
  const read = fields.read(field);
  const hasValue = judgeWhenKnown((event) => read(event, undefined, () => true), [field]);
  return {
    field,
    test: (event, document) => isPresent(event, document) === wanted,
    // A field without a value may be null, which is there.
    judge: (partial) => (hasValue(partial) === true ? wanted : undefined),
    cost: 1,
    needsValue: wanted,
  };
};

/** Tests of single values, for what compares a value otherwise than as text. */
const valueTests = (
  values: readonly MatchValue[],
  modifiers: Modifiers,
  expressions: ExpressionCompiler,
): readonly ValueTest[] | undefined => {
  const { comparison, timePart } = modifiers;
  if (timePart !== undefined) {
    return numbers(values, `|${timePart}`).map((wanted) => (value) => {
      const part = timePartOf(value, timePart);
      return part !== undefined && compareNumbers(comparison, part, wanted);
    });
  }
  if (comparison !== undefined) {
    return numbers(values, `|${comparison}`).map((bound) => (value) => {
      const number = numberIn(value);
      return number !== undefined && compareNumbers(comparison, number, bound);
    });
  }
  if (modifiers.has('re')) {
    const tests = texts(values, '|re').map((source) => expressions(source, modifiers.expressionFlags));
    return tests.map((test) => (value) => test(textOf(value)));
  }
  if (modifiers.has('cidr')) {
    const tests = texts(values, '|cidr').map(cidrTest);
    return tests.map((test) => (value) => typeof value === 'string' && test(value));
  }
  return undefined;
};

const negate = (matcher: Matcher): Matcher => ({
  field: matcher.field,
  test: (event, document) => !matcher.test(event, document),
  judge: (partial) => negated(matcher.judge(partial)),
  cost: matcher.cost,
  needsValue: false,
});

/** Keywords are looked for in the whole event, each anywhere in a value. */
const compileKeywords = (
  values: readonly MatchValue[],
  modifiers: Modifiers,
  expressions: ExpressionCompiler,
): Matcher => {
  const tests = valueTests(values, modifiers, expressions);
  if (tests === undefined && (modifiers.has('fieldref') || modifiers.has('exists') || values.includes(null)))
    throw new RangeError('keywords are texts or numbers');
  const anchored = modifiers.anchor === 'equals' ? { ...modifiers, anchor: 'contains' as const } : modifiers;
  const test =
    tests === undefined
      ? compileText('message', values, anchored, readEverything).test
      : overMembers(readEverything, tests, modifiers.has('all'));
  return { field: 'message', test, judge: () => undefined, cost: 4, needsValue: true };
};

/** Fields that an event has of its own: what the index finds there is not all that a rule of Sigma reads. */
const isIndexed = (field: string, fields: SigmaFields): boolean =>
  fields === eventFields &&
  !['message', 'severity', 'category', 'dataset', 'logGroup', 'logStream', 'account', 'region'].includes(field);

const compilePlain = (
  field: string,
  values: readonly MatchValue[],
  modifiers: Modifiers,
  expressions: ExpressionCompiler,
  fields: SigmaFields,
): Matcher => {
  if (modifiers.has('exists')) return compileExists(field, values, fields);
  const read = fields.read(field);
  if (modifiers.has('fieldref')) return compileReference(field, texts(values, '|fieldref'), modifiers, fields);
  const tests = valueTests(values, modifiers, expressions);
  if (tests === undefined) {
    const { literals, ...matcher } = compileText(field, values, modifiers, read);
    return literals === undefined || !isIndexed(field, fields) ? matcher : { ...matcher, literals };
  }
  const test = overMembers(read, tests, modifiers.has('all'));
  const judge: Judge = judgeWhenKnown(test, [field]);
  return { field, test, judge, cost: modifiers.has('re') ? 3 : 1, needsValue: true };
};

/**
 * Compiles lines of Sigma 2.1.0. A field with several values is met when any of them is; under `|neq`, and under a `not` of the
 * condition, when none of them is, so also where the field is absent.
 *
 * @param expressions  how `|re` is compiled
 */
export const lineCompiler = (expressions: ExpressionCompiler): ((key: string, values: SelectionValue) => Matcher) => {
  const compileLine: CompileLine = (key, values, fields, depth) => {
    const [path = '', ...names] = key.split('|');
    const selector = arraySelectorIn(path);
    if (selector !== undefined) {
      return compileArrayBlock(selector, names.map((name) => `|${name}`).join(''), values, compileLine, fields, depth);
    }
    if (isBlock(values) && names.length === 0)
      throw new RangeError('a block of lines needs a field with [any], [all], [all_or_empty] or [none]');
    const given = scalars(values);
    const modifiers = readModifiers(names);
    if (modifiers.has('all') && given.length < 2) throw new RangeError('|all needs a list of two values or more');
    const field = path.replace(/\\([[\]])/g, '$1');
    if (field !== '' && field !== '.') fieldReader(field);
    const matcher =
      field === ''
        ? compileKeywords(given, modifiers, expressions)
        : compilePlain(field, given, modifiers, expressions, fields);
    return modifiers.has('neq') ? negate(matcher) : matcher;
  };
  return (key, values) => compileLine(key, values, eventFields, 0);
};
