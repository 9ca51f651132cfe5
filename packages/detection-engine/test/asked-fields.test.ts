import { describe, expect, it } from '@jest/globals';
import { askedFields } from '../src/asked-fields.ts';
import { compileRules } from '../src/compile-rules.ts';
import type { DetectionRule } from '../src/rule.ts';

const rule: DetectionRule = {
  id: 'r',
  title: 'r',
  description: 'r',
  severity: 'WARNING',
  score: 0.5,
  dataset: 'cloudtrail',
  selections: {
    a: { 'event.action|contains': 'x' },
    b: [{ 'user.id': 1 }, { 'list[].inner': 'y', 'user.name|fieldref': 'user.target' }],
  },
  condition: 'a and 1 of b*',
  threshold: { count: 2, groupBy: ['source.ip'], distinct: 'file.path' },
  dedupeBy: ['cloud.account.id'],
  resources: { host: 'host.name' },
};

describe('asking whether a rule may read a field', () => {
  const isAsked = askedFields(compileRules([rule]));

  it.each([
    'event.action',
    'user.id',
    'user.name',
    'user.target',
    'source.ip',
    'file.path',
    'cloud.account.id',
    'host.name',
    'list',
  ])('says so of %s, which the rule names', (name) => {
    expect(isAsked('cloudtrail', name)).toBe(true);
    expect(isAsked('cloudtrail', name)).toBe(true);
  });

  it('denies it of names that no rule of the source has', () => {
    expect(isAsked('cloudtrail', 'user_agent.original')).toBe(false);
    expect(isAsked('rds', 'event.action')).toBe(false);
    for (let index = 0; index < 3_000; index += 1) expect(isAsked('cloudtrail', `labels.${index}`)).toBe(false);
  });

  it('finds a name that JSON writes with an escape', () => {
    const odd = askedFields(compileRules([{ ...rule, dedupeBy: ['say"so'] }]));
    expect(odd('cloudtrail', 'say"so')).toBe(true);
  });
});
