import { describe, expect, it } from '@jest/globals';
import { compileRules, RuleContentError } from '../src/compile-rules.ts';
import type { DetectionRule } from '../src/rule.ts';
import { ruleOf } from './rule-factory.ts';

const refused: readonly [string, Partial<DetectionRule>, string][] = [
  [
    'an unknown modifier',
    { selections: { selection: { 'a|like': 'x' } } },
    'Rule a-rule, selections.selection.a|like: the modifier |like is not known.',
  ],
  [
    'two ways to compare',
    { selections: { selection: { 'a|contains|cidr': 'x' } } },
    '|contains|cidr do not go together',
  ],
  [
    'an empty selection',
    { selections: { selection: {} } },
    'selections.selection: a selection needs at least one field',
  ],
  ['an empty list of selections', { selections: { selection: [] } }, 'a list of selections may not be empty'],
  ['an empty list of values', { selections: { selection: { a: [] } } }, 'a list of values may not be empty'],
  [
    'an empty path',
    { selections: { selection: { 'a..b': 'x' } } },
    'selections.selection.a..b: a field is a dotted path',
  ],
  ['a regular expression', { selections: { selection: { 'a|re': '(a+)+$' } } }, 'the modifier |re is not known'],
  [
    'a bad line inside an element',
    { selections: { selection: { 'a[].b|lt': 'x' } } },
    'selections.selection.a[].b|lt: |lt takes one number',
  ],
  ['a text for |exists', { selections: { selection: { 'a|exists': 'yes' } } }, '|exists takes true or false'],
  ['null for |all', { selections: { selection: { 'a|all': [null, 'x'] } } }, '|all cannot ask for null'],
  ['a number for |fieldref', { selections: { selection: { 'a|fieldref': 5 } } }, '|fieldref takes texts'],
  ['a network that is none', { selections: { selection: { 'a|cidr': '10.0.0.0/99' } } }, 'not a network'],
  [
    'a condition about nobody',
    { condition: 'selection and other' },
    'Rule a-rule, condition: there is no selection named other.',
  ],
  ['a threshold of one', { threshold: { count: 1, groupBy: ['a'] } }, 'threshold.count'],
  ['a bad group', { threshold: { count: 5, groupBy: ['a.'] } }, 'threshold.groupBy a.'],
  ['a score above one', { score: 1.5 }, 'score'],
  ['an id with blanks', { id: 'a rule' }, 'Rule a rule, id'],
];

describe('compileRules', () => {
  it.each(refused)('refuses %s, naming rule and place', (_name, fields, problem) => {
    const compile = (): unknown => compileRules([ruleOf(fields)]);
    expect(compile).toThrow(RuleContentError);
    expect(compile).toThrow(problem);
  });

  const counting = ruleOf({ id: 'before', threshold: { count: 5, groupBy: ['a'] } });
  it.each<[string, Partial<DetectionRule>, Partial<NonNullable<DetectionRule['after']>>, string]>([
    ['no rule', {}, { rule: 'other' }, 'after.rule other: there is no such rule'],
    ['a rule that counts nothing', { threshold: undefined as never }, {}, 'it does not count events'],
    ['a rule that counts values', { threshold: { count: 5, groupBy: ['a'], distinct: 'b' } }, {}, 'it does not count events'],
    ['a rule about something else', { dataset: 'eks' }, {}, 'it is about another dataset'],
    ['other groups', {}, { groupBy: ['a', 'b'] }, 'it groups by another number of fields'],
    ['less than one match', {}, { count: 0 }, 'after.count: it must be an integer of 1 or more'],
    ['half a match', {}, { count: 1.5 }, 'after.count: it must be an integer of 1 or more'],
    ['a bad group', {}, { groupBy: ['a.'] }, 'after.groupBy a.'],
  ])('refuses a rule that comes after %s', (_, before, after, problem) => {
    const late = ruleOf({ id: 'late', after: { rule: 'before', count: 3, groupBy: ['a'], ...after } });
    expect(() => compileRules([{ ...counting, ...before }, late])).toThrow(problem);
  }); // prettier-ignore

  it('refuses a rule with a threshold that also comes after another', () => {
    const late = ruleOf({
      id: 'late',
      threshold: { count: 2, groupBy: ['a'] },
      after: { rule: 'before', count: 3, groupBy: ['a'] },
    });
    expect(() => compileRules([counting, late])).toThrow('a rule has one of threshold, after, firstSeen and absence');
  });

  it('takes a rule that comes after one that counts events, wherever they stand', () => {
    const late = ruleOf({ id: 'late', after: { rule: 'before', count: 3, groupBy: ['b'] } });
    expect(compileRules([late, counting]).rules).toHaveLength(2);
  });

  it('refuses two rules of one id', () => {
    expect(() => compileRules([ruleOf(), ruleOf()])).toThrow('another rule has it too');
  });

  it('finds most rules by the one value that tells them apart', () => {
    const rules = ['A', 'B', 'C'].map((eventName) =>
      ruleOf({ id: eventName, selections: { selection: { eventSource: 'ec2.amazonaws.com', eventName } } }),
    );
    const index = compileRules([
      ...rules,
      ruleOf({ id: 'free', selections: { selection: { 'x|contains': 'y' } } }),
    ]).byDataset.get('cloudtrail');
    expect(index?.fields.map(({ byLiteral }) => [...byLiteral.keys()])).toEqual([['a', 'b', 'c']]);
    expect(index?.always.map(({ rule }) => rule.id)).toEqual(['free']);
  });
});
