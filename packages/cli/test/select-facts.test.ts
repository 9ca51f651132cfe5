import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { severities, severityNumberOf } from '@bellwether/log-model';
import { makeFinding } from '@bellwether/testkit';
import { hasPeriod, selectFacts, selectPeriod, selectScopes, type FactSelection } from '../src/analyze/select-facts.ts';

const findings = [
  makeFinding({ id: 'early', severity: 'CRITICAL', firstSeenMs: 100, lastSeenMs: 200 }),
  makeFinding({ id: 'long', severity: 'ERROR', firstSeenMs: 100, lastSeenMs: 900 }),
  makeFinding({ id: 'late', severity: 'WARNING', firstSeenMs: 800, lastSeenMs: 900 }),
];

const idsOf = (selection: FactSelection): readonly string[] =>
  selectFacts({ findings, failures: [] }, selection).findings.map(({ id }) => id);

describe('what is reported', () => {
  it.each<[string, FactSelection, readonly string[]]>([
    ['everything', {}, ['early', 'long', 'late']],
    ['what was seen since a time', { sinceMs: 201 }, ['long', 'late']],
    ['what was last seen at the very time', { sinceMs: 200 }, ['early', 'long', 'late']],
    ['what was seen before a time', { untilMs: 800 }, ['early', 'long']],
    ['what was seen between two times', { sinceMs: 300, untilMs: 700 }, ['long']],
    ['what is severe', { minSeverity: 'ERROR' }, ['early', 'long']],
    ['what is both', { minSeverity: 'ERROR', sinceMs: 300 }, ['long']],
  ])('is %s', (_, selection, ids) => {
    expect(idsOf(selection)).toEqual(ids);
  });

  it('is less, never more, the more severe it has to be', () => {
    fc.assert(
      fc.property(fc.constantFrom(...severities), fc.constantFrom(...severities), (one, other) => {
        const [less, more] = severityNumberOf[one] <= severityNumberOf[other] ? [one, other] : [other, one];
        const all = idsOf({ minSeverity: less });
        expect(all).toEqual(expect.arrayContaining([...idsOf({ minSeverity: more })]));
      }),
    );
  });

  const scopes = ['local:logs/app.log', 'local:logs/db.log', 'local:cloudtrail', '111122223333:/aws/eks'];
  const sources = new Map(
    scopes.map((scope, index) => [
      scope,
      { dataset: index === 2 ? ('cloudtrail' as const) : ('application' as const) },
    ]),
  ) as unknown as Parameters<typeof selectScopes>[1];
  it.each<[string, FactSelection, readonly number[]]>([
    ['all', {}, [0, 1, 2, 3]],
    ['those of a name', { groups: ['logs/app.log'] }, [0]],
    ['those of a pattern', { groups: ['*.log'] }, [0, 1]],
    ['those of any of the patterns', { groups: ['/aws/*', 'logs/db*'] }, [1, 3]],
    ['those of a dataset', { datasets: ['cloudtrail'] }, [2]],
    ['none', { datasets: ['cloudtrail'], groups: ['*.log'] }, []],
  ])('is about these log sources: %s', (_, selection, expected) => {
    expect(selectScopes(scopes, sources, selection)).toEqual(expected.map((index) => scopes[index]));
  });

  it('is a part of the period, or none of it', () => {
    const whole = { startMs: 100, endMs: 200 };
    expect(selectPeriod(whole, {})).toEqual(whole);
    expect(selectPeriod(whole, { sinceMs: 150, untilMs: 500 })).toEqual({ startMs: 150, endMs: 200 });
    expect(hasPeriod({ period: selectPeriod(whole, { sinceMs: 200 }) })).toBe(false);
    expect(hasPeriod({ period: selectPeriod(whole, { untilMs: 100 }) })).toBe(false);
  });
});
