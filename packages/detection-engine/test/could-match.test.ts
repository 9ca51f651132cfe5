import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileRules } from '../src/compile-rules.ts';
import { rulesThatCouldMatch } from '../src/could-match.ts';
import { fieldReader } from '../src/field.ts';
import type { PartialEvent } from '../src/partial-event.ts';
import { matchRules } from '../src/match-rules.ts';
import type { DetectionRule, Selection } from '../src/rule.ts';
import { eventOf, ruleOf } from './rule-factory.ts';

const couldHit = (
  rule: Partial<DetectionRule>,
  known: Readonly<Record<string, readonly unknown[]>>,
  pieces?: readonly string[],
): boolean => {
  const partial: PartialEvent = {
    dataset: 'cloudtrail',
    fields: new Map(Object.entries(known)),
    ...(pieces === undefined ? {} : { message: { pieces, runs: 'hex' } }),
  };
  return rulesThatCouldMatch(compileRules([ruleOf(rule)]), partial).length === 1;
};

const onFields: readonly [string, Selection, Readonly<Record<string, readonly unknown[]>>, boolean][] = [
  ['another value', { eventName: 'StopLogging' }, { eventName: ['StartLogging'] }, false],
  ['the value', { eventName: 'StopLogging' }, { eventName: ['stoplogging'] }, true],
  ['nothing of the field', { eventName: 'StopLogging' }, {}, true],
  ['that the field is missing', { eventName: 'StopLogging' }, { eventName: [] }, false],
  ['that a field for |exists is missing', { 'error|exists': true }, { error: [] }, false],
  ['that a field for null is missing', { error: null }, { error: [] }, true],
  ['one field of two, which does not hold', { a: 'x', b: 'y' }, { a: ['z'] }, false],
  ['one field of two, which holds', { a: 'x', b: 'y' }, { a: ['x'] }, true],
  ['one of two compared fields', { 'a|fieldref': 'b' }, { a: ['x'] }, true],
  ['both compared fields, unequal', { 'a|fieldref': 'b' }, { a: ['x'], b: ['y'] }, false],
  ['a number out of range', { 'port|lt': 10 }, { port: [22] }, false],
  ['that a list is missing', { 'items[].port': 22 }, { items: [] }, false],
  ['the severity', { severity: 'ERROR' }, { severity: ['INFO'] }, false],
];

const onPieces: readonly [string, Selection, readonly string[], boolean][] = [
  ['a literal that stands nowhere', { 'message|contains': 'failed password' }, ['Accepted key for ', ''], false],
  ['a literal inside a piece', { 'message|contains': 'failed password' }, ['Failed password for ', ''], true],
  ['a literal that a run could complete', { 'message|contains': 'error 5c' }, ['an error ', ' here'], true],
  ['a literal that a run could hold', { 'message|contains': 'abc' }, ['took ', ' ms'], true],
  ['a literal with a space that a run cannot hold', { 'message|contains': 'a b' }, ['took ', ' ms'], false],
  ['a literal that a run cannot hold', { 'message|contains': 'took' }, ['ran ', ' ms'], false],
  ['a literal across two runs', { 'message|contains': '1.2' }, ['v', '.', ' ready'], true],
  ['a beginning that is another', { 'message|startswith': 'took' }, ['it took ', ' ms'], false],
  ['an end that a run makes', { 'message|endswith': 'job 77' }, ['job ', ''], true],
  ['an end that is another', { 'message|endswith': 'job 77' }, ['job ', ' done'], false],
  ['wildcards whose parts all could stand', { message: '*took*ms' }, ['it took ', ' ms'], true],
  ['wildcards of which one part cannot stand', { message: '*took*s.' }, ['it took ', ' ms'], false],
  ['capitals that have to be the same', { 'message|contains|cased': 'Took' }, ['it took ', ' ms'], false],
  ['letters beyond ASCII', { 'message|contains': 'failed' }, ['größe ', ''], true],
  ['all of two literals, one of which cannot stand', { 'message|contains|all': ['it', 'not'] }, ['it '], false],
];

describe('rulesThatCouldMatch', () => {
  it.each(onFields)('judges by %s', (_name, selection, known, expected) => {
    expect(couldHit({ selections: { selection } }, known)).toBe(expected);
  });

  it.each(onPieces)('judges the pieces of a message by %s', (_name, selection, pieces, expected) => {
    expect(couldHit({ selections: { selection } }, {}, pieces)).toBe(expected);
  });

  it('excludes a rule whose filter certainly holds', () => {
    const rule = {
      selections: { failed: { 'message|contains': 'invalid user' }, echo: { 'message|contains': 'closed by' } },
      condition: 'failed and not echo',
    };
    expect(couldHit(rule, {}, ['Connection closed by invalid user ', ''])).toBe(false);
    expect(couldHit(rule, {}, ['Gone: invalid user ', ''])).toBe(true);
  });

  it('leaves open what an element of a list holds, whatever else is called the same', () => {
    const rules = compileRules([
      ruleOf({ selections: { one: { a: '1' }, two: { 'list[].b': 'x' } }, condition: 'not (one or two)' }),
    ]);
    const fields = new Map<string, readonly unknown[]>([
      ['b', ['x']],
      ['list', [{ b: false }]],
    ]);
    expect(rulesThatCouldMatch(rules, { dataset: eventOf({}).dataset, fields })).toHaveLength(1);
  });

  it('knows no rule for a source without any', () => {
    const rules = compileRules([ruleOf()]);
    expect(rulesThatCouldMatch(rules, { dataset: 'rds', fields: new Map() })).toEqual([]);
  });

  const name = fc.constantFrom('a', 'b', 'c.d', 'message', 'severity');
  const word = fc.constantFrom('x', 'y', 'x y', 'X1', '7', 'job 12 done', 'INFO');
  const value = fc.oneof(word, fc.integer({ min: 0, max: 9 }), fc.boolean(), fc.constant(null));
  const modifier = fc.constantFrom('', '|contains', '|startswith', '|endswith', '|contains|all', '|cased');
  const line = fc.oneof(
    fc.tuple(name, modifier, fc.array(word, { minLength: 1, maxLength: 3 })),
    fc.tuple(name, fc.constant(''), fc.array(value, { minLength: 1, maxLength: 3 })),
    fc.tuple(name, fc.constant('|exists'), fc.boolean()),
    fc.tuple(name, fc.constantFrom('|lt', '|gte'), fc.integer({ min: 0, max: 9 })),
    fc.tuple(name, fc.constantFrom('|fieldref', '|contains|fieldref'), name),
    fc.tuple(fc.constantFrom('list[].a', 'list[].b'), fc.constant(''), word),
  );
  const selection = fc
    .array(line, { minLength: 1, maxLength: 3 })
    .map((lines): Selection => Object.fromEntries(lines.map(([field, suffix, values]) => [field + suffix, values])));
  const rule = fc
    .record({
      one: selection,
      two: fc.oneof(selection, fc.array(selection, { minLength: 1, maxLength: 2 })),
      condition: fc.constantFrom('one', 'one and two', 'one or two', 'one and not two', 'not one', 'not (one or two)'),
    })
    .map(({ one, two, condition }) => ({ selections: { one, two }, condition }));
  const document = fc.record(
    {
      a: fc.oneof(value, fc.array(value, { maxLength: 2 })),
      b: value,
      c: fc.oneof(value, fc.record({ d: value })),
      'c.d': value,
      list: fc.array(fc.record({ a: value, b: value }), { maxLength: 2 }),
    },
    { requiredKeys: [] },
  );

  it('names every rule that hits, whatever is known of the event', () => {
    const known = fc.subarray(['a', 'b', 'c.d', 'severity', 'list']);
    fc.assert(
      fc.property(
        rule,
        document,
        word,
        word,
        known,
        fc.boolean(),
        (fields, record, attribute, message, names, isWhole) => {
          const rules = compileRules([ruleOf(fields)]);
          const event = eventOf({ message, attributes: { 'c.d': attribute } });
          if (matchRules(rules, event, record).length === 0) return;
          const valuesOf = (field: string): readonly unknown[] => {
            const values: unknown[] = [];
            fieldReader(field)(event, record, (found) => {
              values.push(found);
              return false;
            });
            return values;
          };
          const partial = {
            dataset: event.dataset,
            fields: new Map((isWhole ? [...names, 'message'] : names).map((field) => [field, valuesOf(field)])),
            message: { pieces: message.split(/[A-Za-z]*\d[A-Za-z\d]*/), runs: 'alphanumeric' } as const,
          };
          expect(rulesThatCouldMatch(rules, partial)).toHaveLength(1);
        },
      ),
      { numRuns: 400 },
    );
  });
});
