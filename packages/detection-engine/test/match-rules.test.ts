import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileRules } from '../src/compile-rules.ts';
import { matchRules } from '../src/match-rules.ts';
import type { DetectionRule, Selection } from '../src/rule.ts';
import { eventOf, ruleOf } from './rule-factory.ts';

describe('matchRules', () => {
  it('says what was hit, about what, and why', () => {
    const rule = ruleOf({
      selections: { selection: { eventName: 'StopLogging' }, filter: { errorCode: null } },
      condition: 'selection and filter',
      dedupeBy: ['account', 'requestParameters.name', 'missing'],
      resources: { trailName: 'requestParameters.name', nothing: 'missing' },
    });
    const document = { eventName: 'StopLogging', requestParameters: { name: 'main' } };
    expect(matchRules(compileRules([rule]), eventOf(), document)).toEqual([
      {
        rule,
        group: '',
        dedupeKey: '111122223333 | main',
        resources: { trailName: 'main' },
        reasons: ['eventName is StopLogging.', 'requestParameters.name is main.', 'account is 111122223333.'],
      },
    ]);
  });

  it('names the group of a threshold and the value it counts', () => {
    const rule = ruleOf({
      selections: { selection: { 'port|exists': true } },
      threshold: { count: 3, groupBy: ['from', 'to'], distinct: 'port' },
    });
    const [hit] = matchRules(compileRules([rule]), eventOf(), { from: 'a', port: 22 });
    expect(hit).toMatchObject({ group: 'a | -', distinctValue: '22', dedupeKey: '-', reasons: ['from is a.'] });
  });

  it('counts nobody’s events for nobody', () => {
    const threshold = { count: 3, groupBy: ['from', 'to'] };
    expect(matchRules(compileRules([ruleOf({ threshold })]), eventOf(), { eventName: 'StopLogging' })).toEqual([]);
    const distinct = { ...threshold, distinct: 'port' };
    expect(
      matchRules(compileRules([ruleOf({ threshold: distinct })]), eventOf(), { eventName: 'StopLogging', from: 'a' }),
    ).toEqual([]);
  });

  it('runs only the rules of the event’s source', () => {
    const rules = compileRules([ruleOf({ dataset: 'eks' })]);
    expect(matchRules(rules, eventOf(), { eventName: 'StopLogging' })).toEqual([]);
    expect(matchRules(rules, eventOf({ dataset: 'eks' }), { eventName: 'StopLogging' })).toHaveLength(1);
  });

  it('keeps a hostile value on one bounded line', () => {
    const name = `main\u001b[2J\r\nfake line \u202e${'x'.repeat(1_000_000)}`;
    const [hit] = matchRules(compileRules([ruleOf({ dedupeBy: ['name'], resources: { name: 'name' } })]), eventOf(), {
      eventName: 'StopLogging',
      name,
    });
    expect(hit?.dedupeKey.startsWith('main [2J fake line  x')).toBe(true);
    for (const text of [hit?.dedupeKey ?? '', hit?.resources['name'] ?? '', ...(hit?.reasons ?? [])]) {
      expect(text.length).toBeLessThan(300);
      expect(text).not.toMatch(/[\u0000-\u001f\u202e]/);
    }
  });

  it('gives the hits that the rules give one by one, in their order', () => {
    const field = fc.constantFrom('a', 'b', 'c.d');
    const value = fc.constantFrom('1', '2', 'X', 3, true, null);
    const selection: fc.Arbitrary<Selection> = fc.dictionary(
      fc.oneof(
        field,
        field.map((name) => `${name}|contains`),
      ),
      fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 })),
      { minKeys: 1, maxKeys: 3 },
    );
    const condition = fc.constantFrom('x', 'x and y', 'x or y', 'x and not y', '1 of them', 'not x', 'all of them');
    const rule = fc.record({
      x: selection,
      y: fc.oneof(selection, fc.array(selection, { minLength: 1, maxLength: 2 })),
      condition,
    });
    const scalar = fc.constantFrom('1', '2', 'x', 3, true, null, '');
    const record = fc.record(
      { a: fc.oneof(scalar, fc.array(scalar)), b: scalar, c: fc.record({ d: scalar }, { requiredKeys: [] }) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 8 }), record, (contents, document) => {
        const rules: readonly DetectionRule[] = contents.map(({ x, y, condition }, index) =>
          ruleOf({ id: `r${index}`, selections: { x, y }, condition }),
        );
        const together = matchRules(compileRules(rules), eventOf(), document).map(({ rule }) => rule.id);
        const alone = rules.filter((one) => matchRules(compileRules([one]), eventOf(), document).length > 0);
        expect(together).toEqual(alone.map(({ id }) => id));
      }),
    );
  });
});
