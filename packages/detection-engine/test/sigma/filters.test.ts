import { describe, expect, it } from '@jest/globals';
import { compileRules, RuleContentError } from '../../src/compile-rules.ts';
import { rulesThatCouldMatch } from '../../src/could-match.ts';
import { matchRules } from '../../src/match-rules.ts';
import { readSigmaFilter, withFilters } from '../../src/sigma/read-sigma-filter.ts';
import { readSigmaRule } from '../../src/sigma/read-sigma-rule.ts';
import { eventOf } from '../rule-factory.ts';
import { sigma } from './sigma-factory.ts';

const ruleId = '3a1f0c52-7a55-4c0a-9a11-0d6d3f1b2c3d';
const rule = readSigmaRule({
  title: 'A trail was stopped',
  id: ruleId,
  name: 'trail_stopped',
  logsource: { product: 'aws', service: 'cloudtrail' },
  detection: { selection: { eventName: 'StopLogging' }, condition: '1 of them' },
});

const filter = (fields: object = {}, section: object = {}): object => ({
  title: 'Not the deployment',
  id: 'f1',
  logsource: { product: 'aws', service: 'cloudtrail' },
  ...fields,
  filter: { rules: [ruleId], selection: { user: 'deploy' }, condition: 'not selection', ...section },
});

/** Whether the filtered rule matches a stop by a user. */
const detects = (parsed: object, user: string): boolean => {
  const rules = compileRules([withFilters(rule, [readSigmaFilter(parsed)])], { sigma });
  return matchRules(rules, eventOf(), { eventName: 'StopLogging', user }).length === 1;
};

describe('filters of Sigma', () => {
  it('leave out what they say, and nothing else', () => {
    expect(detects(filter(), 'deploy')).toBe(false);
    expect(detects(filter(), 'alice')).toBe(true);
  });

  it('have selections of their own, whatever the rule calls its own', () => {
    // "1 of them" of the rule must not take the filter's selection in, though both are called alike.
    expect(detects(filter({}, { condition: 'selection' }), 'alice')).toBe(false);
    expect(detects(filter({}, { condition: 'selection' }), 'deploy')).toBe(true);
    expect(detects(filter({}, { other: { user: 'ci' }, condition: 'not 1 of them' }), 'ci')).toBe(false);
  });

  const about: readonly (readonly [name: string, parsed: object, isAbout: boolean])[] = [
    ['the id of the rule', filter(), true],
    ['the name of the rule', filter({}, { rules: ['other', 'trail_stopped'] }), true],
    ['one rule as a text', filter({}, { rules: ruleId }), true],
    ['any rule of the log source', filter({}, { rules: 'any' }), true],
    ['any rule of the product', filter({ logsource: { product: 'aws' } }, { rules: 'Any' }), true],
    ['another rule', filter({}, { rules: ['other'] }), false],
    ['any rule of another log source', filter({ logsource: { product: 'linux' } }, { rules: 'any' }), false],
    ['the rule, of another log source', filter({ logsource: { product: 'windows' } }), false],
  ];
  it.each(about)('are about %s as they say: %#', (_name, parsed, isAbout) => {
    expect(detects(parsed, 'deploy')).toBe(!isAbout);
  });

  it('all apply', () => {
    const two = [readSigmaFilter(filter()), readSigmaFilter(filter({ id: 'f2' }, { selection: { user: 'ci' } }))];
    const rules = compileRules([withFilters(rule, two)], { sigma });
    const users = ['deploy', 'ci', 'alice'].filter(
      (user) => matchRules(rules, eventOf(), { eventName: 'StopLogging', user }).length === 1,
    );
    expect(users).toEqual(['alice']);
  });

  it('decide partial events too', () => {
    const rules = compileRules([withFilters(rule, [readSigmaFilter(filter())])], { sigma });
    const knows = (fields: Readonly<Record<string, string>>): number =>
      rulesThatCouldMatch(rules, {
        dataset: 'cloudtrail',
        fields: new Map(Object.entries(fields).map(([name, value]) => [name, [value]])),
      }).length;
    expect(knows({ eventName: 'StopLogging' })).toBe(1);
    expect(knows({ eventName: 'StopLogging', user: 'deploy' })).toBe(0);
    expect(knows({ eventName: 'StopLogging', user: 'alice' })).toBe(1);
  });

  const refused: readonly (readonly [name: string, parsed: object, problem: string])[] = [
    ['no rules', filter({}, { rules: [] }), 'filter.rules: they are missing'],
    ['no condition', filter({}, { condition: undefined }), 'filter.condition: it is missing'],
    ['no log source', filter({ logsource: undefined }), 'logsource: it is missing'],
    ['a selection that is a word', filter({}, { selection: 'x' }), 'filter.selection'],
  ];
  it.each(refused)('are refused with %s', (_name, parsed, problem) => {
    expect(() => readSigmaFilter(parsed)).toThrow(RuleContentError);
    expect(() => readSigmaFilter(parsed)).toThrow(problem);
  });

  it('name themselves when their content is wrong', () => {
    const wrong = withFilters(rule, [readSigmaFilter(filter({}, { condition: 'not nobody' }))]);
    expect(() => compileRules([wrong], { sigma })).toThrow('filter f1: condition: there is no selection named nobody');
  });
});
