import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sampleTimeMs } from '@bellwether/testkit';
import {
  advanceGroup,
  groupFromText,
  groupOf,
  groupToText,
  maxFindings,
  openGroup,
  routesFor,
  successorIdOf,
  type Route,
} from '@bellwether/alerts';
import { minuteMs, policyOf, sighting, sightings } from './alert-fixture.ts';

describe('routes', () => {
  const finding = {
    severity: 'ERROR',
    dataset: 'eks',
    scope: '111122223333:/eks/prod',
    rule: 'pod-crash',
    account: '111122223333',
  } as const;
  const route = (changes: Partial<Route>): Route => ({ minSeverity: 'WARNING', outputs: ['chat'], ...changes });

  it.each<[string, readonly Route[], { outputs: readonly string[]; team?: string }]>([
    ['nothing defined', [], { outputs: ['default'] }],
    ['a severity that is enough', [route({ minSeverity: 'ERROR' })], { outputs: ['chat'] }],
    ['a severity that is not', [route({ minSeverity: 'CRITICAL' })], { outputs: ['default'] }],
    ['its source among others', [route({ datasets: ['lambda', 'eks'] })], { outputs: ['chat'] }],
    ['other sources', [route({ datasets: ['lambda'] })], { outputs: ['default'] }],
    ['a pattern of its scope', [route({ scopes: ['*:/eks/*'] })], { outputs: ['chat'] }],
    ['another rule', [route({ rules: ['pod-*'], accounts: ['999900001111'] })], { outputs: ['default'] }],
    [
      'two that match, the second with a team before the third',
      [route({}), route({ outputs: ['pager', 'chat'], team: 'night' }), route({ outputs: ['mail'], team: 'day' })],
      { outputs: ['chat', 'mail', 'pager'], team: 'night' },
    ],
  ])('tell by %s', (_, routes, expected) => {
    expect(routesFor(finding, routes)).toEqual(expected);
  });
});

describe('the group of a finding', () => {
  const { grouping } = policyOf();

  it('stays the same whatever sightings are merged into the finding', () => {
    const seen = sighting({ firstSeenMs: sampleTimeMs + 5_000 });
    const wide = { ...seen, finding: { ...seen.finding, firstSeenMs: 1, lastSeenMs: sampleTimeMs * 2, count: 999 } };
    expect(groupOf(wide, grouping)).toEqual(groupOf(seen, grouping));
  });

  it.each([
    ['the rule', { rule: 'other' }, true],
    ['the account', { account: '444455556666' }, true],
    ['the region', { region: 'us-east-1' }, false],
    ['the candidate', { dedupeKey: 'other' }, false],
    ['the finding window', { windowStartMs: sampleTimeMs + 6 * 60 * minuteMs }, true],
  ])('is another one for another %s: %j', (_, changes, isOther) => {
    expect(groupOf(sighting(changes), grouping).id !== groupOf(sighting(), grouping).id).toBe(isOther);
  });

  it('follows the order of its key, not the order in which the settings name it, and knows the group after it', () => {
    const one = groupOf(sighting(), { by: ['rule', 'region'], windowMinutes: 30 });
    const other = groupOf(sighting(), { by: ['region', 'rule'], windowMinutes: 30 });
    const later = sighting({ firstSeenMs: sampleTimeMs + 31 * minuteMs });
    expect(other).toEqual(one);
    expect(groupOf(later, { by: ['rule', 'region'], windowMinutes: 30 }).id).toBe(
      successorIdOf(one, { windowMinutes: 30 }),
    );
  });
});

describe('what a group keeps', () => {
  const policy = policyOf();
  const hostile = fc.string({ unit: 'binary', maxLength: 300 });

  it('comes back from its text as it was, whatever a log says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ title: hostile, rule: hostile, scope: hostile }), { minLength: 1, maxLength: 8 }),
        (texts) => {
          const seen = texts.map((text, index) => sighting({ id: `f${index}`, ...text, reasons: [text.title] }));
          const [first = sighting()] = seen;
          const { group, due } = advanceGroup(
            openGroup(first, policy, sampleTimeMs),
            { sightings: seen, nowMs: sampleTimeMs },
            policy,
          );
          expect(groupFromText(groupToText(group))).toEqual(group);
          for (const { title, samples, reasons } of due) {
            expect(title.length).toBeLessThanOrEqual(100);
            expect(samples.length).toBeLessThanOrEqual(5);
            expect(reasons.length).toBeLessThanOrEqual(10);
            expect([title, ...reasons, ...samples.map((one) => one.title)].join('')).not.toMatch(
              /[\u0000-\u001f\u202e]/,
            );
          }
        },
      ),
      { numRuns: 30 },
    );
  }, 60_000);

  it('fits into an item however many and however long the findings are, and says that there were more', () => {
    const long = 'größe '.repeat(100);
    const storm = sightings(maxFindings + 500, { title: long, reasons: Array.from({ length: 30 }, () => long) }).map(
      (one, index) => sighting({ ...one.finding, scope: `111122223333:${index}${long}`, rule: long }),
    );
    const first = storm[0] ?? sighting();
    const { group, due } = advanceGroup(
      openGroup(first, policy, sampleTimeMs),
      { sightings: storm, nowMs: sampleTimeMs },
      policy,
    );
    expect(Buffer.byteLength(groupToText(group))).toBeLessThan(350_000);
    expect(due[0]?.findings).toBe(maxFindings);
    expect(due[0]?.reasons[1]).toBe('There are more than 8000 findings; further ones are not counted.');
  }, 60_000);

  it('is refused when it is not what was written', () => {
    const text = groupToText(openGroup(sighting(), policy, sampleTimeMs));
    expect(() => groupFromText(text.replace('untold', 'gone'))).toThrow();
    expect(() => groupFromText('{}')).toThrow();
    expect(() => groupFromText(text.replace('"counted":""', '"counted":"zz"'))).toThrow('corrupt');
  });

  it('shows samples of different scopes first, the most severe before others', () => {
    const seen = [
      ...Array.from({ length: 20 }, (_, index) => sighting({ id: `same-${index}`, scope: 'a:/one' })),
      ...['two', 'three', 'four'].map((name) => sighting({ id: name, scope: `a:/${name}` })),
    ];
    const { due } = advanceGroup(
      openGroup(seen[0] ?? sighting(), policy, sampleTimeMs),
      { sightings: seen.toReversed(), nowMs: sampleTimeMs },
      policy,
    );
    expect(new Set(due[0]?.samples.map(({ scope }) => scope)).size).toBe(4);
    expect(due[0]?.samples).toHaveLength(5);
  });
});
