import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileRules, RuleContentError, UnsupportedRuleError } from '../../src/compile-rules.ts';
import { rulesThatCouldMatch } from '../../src/could-match.ts';
import { matchRules } from '../../src/match-rules.ts';
import { eventOf } from '../rule-factory.ts';
import { refusal, selects, sigma, sigmaRule, type Detection } from './sigma-factory.ts';

const line = (key: string, values: unknown): Detection => ({ selection: { [key]: values } });

const unsupported: readonly (readonly [construct: string, detection: Detection])[] = [
  ['the modifier |fuzzy', line('a|fuzzy', 'x')],
  ['the placeholder %Servers%', line('a|expand', '%Servers%')],
  ['look-around in |re', line('a|re', '(?=x)y')],
  ['look-around in |re', line('a|re', '(?<!x)y')],
  ['a back reference in |re', line('a|re', '(x)\\1')],
  ['an atomic group in |re', line('a|re', '(?>x)y')],
  ['a possessive quantifier in |re', line('a|re', 'x++y')],
  ['a condition or recursion in |re', line('a|re', '(?R)')],
  ['|base64 of a value with wildcards', line('a|base64', 'x*')],
  ['|base64 after |contains', line('a|contains|base64', 'x')],
  ['|windash over more than 4 flags', line('a|windash', '-a -b -c -d -e')],
  ['|neq with |all', line('a|neq|all', ['x', 'y'])],
  ['the array selector [some]', line('a[some]', { b: 'x' })],
  ['an aggregation in the condition', { selection: { a: 'x' }, condition: 'selection | count() > 5' }],
  ['a number but 1 before "of"', { selection: { a: 'x' }, condition: '2 of selection*' }],
  ['a time frame in a rule that is not a correlation', { selection: { a: 'x' }, timeframe: '5m' }],
];

const malformed: readonly (readonly [name: string, detection: Detection, problem: string])[] = [
  ['|all of one value', line('a|all', 'x'), '|all needs a list'],
  ['an empty list', line('a', []), 'may not be empty'],
  ['a map as a value', line('a', { b: 'x' }), 'a map is not a value'],
  ['a block with modifiers', line('a[any]|contains', { b: 'x' }), 'takes no modifiers'],
  ['|exists of a text', line('a|exists', 'yes'), '|exists takes true or false'],
  ['|lt of a text', line('a|lt', 'x'), '|lt takes numbers'],
  ['|hour of a text', line('a|hour', '9'), '|hour takes numbers'],
  ['|re of a number', line('a|re', 5), '|re takes texts'],
  ['an expression that is none', line('a|re', '(x'), 'not a regular expression'],
  ['|i without |re', line('a|i', 'x'), '|i, |m and |s follow |re'],
  ['a network that is none', line('a|cidr', '10.0.0.0/99'), 'not a network'],
  ['two ways to compare', line('a|re|cidr', 'x'), 'do not go together'],
  ['two anchors', line('a|contains|endswith', 'x'), 'do not go together'],
  ['a modifier twice', line('a|contains|contains', 'x'), 'given twice'],
  ['null with a modifier', line('a|contains', null), 'null goes with no modifier'],
  ['a name without a selection', { selection: { a: 'x' }, condition: 'other' }, 'no selection named other'],
  [
    'a parenthesis that is not closed',
    { selection: { a: 'x' }, condition: '(selection' },
    'a parenthesis is not closed',
  ],
  [
    'a condition that nests without end',
    { selection: { a: 'x' }, condition: `${'('.repeat(100)}selection` },
    'nests at most',
  ],
  ['a value of a megabyte', line('a', 'x'.repeat(1_000_000)), 'at most 16384 characters'],
  ['a list without end', line('a', Array.from({ length: 20_000 }, String)), 'at most 10000 values'],
  ['selections without end', Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`s${index}`, { a: 'x' }])), 'more than 500 selections'], // prettier-ignore
  ['a path without end', line(Array.from({ length: 20 }, () => 'a').join('.'), 'x'), '1 to 12 segments'],
];

describe('a rule of Sigma', () => {
  it.each(unsupported)('that cannot be expressed is refused by the name: %s', (construct, detection) => {
    const error = refusal(detection);
    expect(error).toBeInstanceOf(UnsupportedRuleError);
    expect(error).toMatchObject({ construct, ruleId: expect.stringContaining('3a1f0c52') as unknown });
  });

  it.each(malformed)('is refused for %s', (_name, detection, problem) => {
    const error = refusal(detection);
    expect(error).toBeInstanceOf(RuleContentError);
    expect(error).not.toBeInstanceOf(UnsupportedRuleError);
    expect(String(error)).toContain(problem);
  });

  it('is refused where blocks nest without end, and does not exhaust the stack', () => {
    let block: Detection = { x: 'y' };
    for (let depth = 0; depth < 20_000; depth += 1) block = { 'a[any]': block };
    expect(refusal({ selection: block })).toBeInstanceOf(RuleContentError);
  });

  it('is refused without its dialect', () => {
    expect(() => compileRules([sigmaRule({ selection: { a: 'x' } })])).toThrow('a rule of sigma without its dialect');
  });

  it('takes the values of placeholders, which may be patterns', () => {
    const rule = sigmaRule({ selection: { 'a|expand': '%Admins%', 'b|contains|expand': '\\%x%y%' } }, { placeholders: { Admins: ['adm-*', 'root'], y: ['1'] } }); // prettier-ignore
    const rules = compileRules([rule], { sigma });
    expect(matchRules(rules, eventOf(), { a: 'adm-7', b: 'is %x1 here' })).toHaveLength(1);
    expect(matchRules(rules, eventOf(), { a: 'other', b: 'is %x1 here' })).toEqual([]);
  });

  it('takes %name% without |expand as it is', () => {
    expect(selects({ a: '%name%' }, { a: '%NAME%' })).toBe(true);
  });

  it('may have hostile keys', () => {
    const hostile = JSON.parse('{"__proto__": {"a": "x"}, "constructor": {"__proto__": "y"}}') as Detection;
    const rules = compileRules([sigmaRule({ ...hostile, condition: '1 of them' })], { sigma });
    expect(matchRules(rules, eventOf(), { a: 'other' })).toEqual([]);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it('is left out of what could match only when it matches no record with the known fields', () => {
    const values = fc.constantFrom('x', 'X1', '', 5, true, null, ['x', 'y'], ['z']);
    const keys = fc.constantFrom('a', 'a|contains', 'a|exists', 'a|neq', 'a|startswith', 'a|re', 'a|fieldref', 'a[any]', 'a[none]'); // prettier-ignore
    const lines = keys.chain((key) => {
      const value = key.endsWith('exists') ? fc.boolean() : key.endsWith(']') ? fc.constant({ '.': 'x' }) : key === 'a' || key === 'a|neq' ? fc.constantFrom('x', null, 5, '') : fc.constantFrom('x', 'b'); // prettier-ignore
      return value.map((one): Detection => ({ [key]: one }));
    });
    let cut = 0;
    fc.assert(
      fc.property(lines, fc.option(values, { nil: undefined }), fc.boolean(), (selection, value, isNot) => {
        const rules = compileRules([sigmaRule({ selection, condition: isNot ? 'not selection' : 'selection' })], { sigma }); // prettier-ignore
        const known = (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]) as readonly unknown[]; // prettier-ignore
        const could = rulesThatCouldMatch(rules, { dataset: 'cloudtrail', fields: new Map([['a', known]]) }).length > 0;
        const does = matchRules(rules, eventOf(), value === undefined ? {} : { a: value }).length > 0;
        if (!could) cut += 1;
        expect(could || !does).toBe(true);
      }),
    );
    expect(cut).toBeGreaterThan(0);
  });
});
