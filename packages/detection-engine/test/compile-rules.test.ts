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
