import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Admissions,
  defaultFindingLimits,
  type FindingToAdmit,
  identify,
  severityNumberOf,
} from '@bellwether/log-model';
import {
  admissionsFromText,
  admissionsToText,
  admitFindings,
  areSameAdmissions,
  moreFindings,
  noAdmissions,
} from '@bellwether/log-model/decide';

const limits = { maxFindings: 5, maxNotified: 2, maxWorkflows: 1 };
const mayHave = () => true;

const findingOf = (name: string, severity: FindingToAdmit['severity'], rule = 'a-rule'): FindingToAdmit => ({
  id: identify('test', name),
  severity,
  rule,
});

const many = (count: number, severity: FindingToAdmit['severity'], rule?: string): readonly FindingToAdmit[] =>
  Array.from({ length: count }, (_, n) => findingOf(`${rule} ${n}`, severity, rule));

const idsOf = ({ listed }: Admissions): readonly string[] => listed.map(({ id }) => id);

describe('the findings of one log source and window', () => {
  it('are all listed, and have every grant, while there are few', () => {
    const { admissions, displaced, more } = admitFindings(
      noAdmissions,
      many(3, 'ERROR'),
      defaultFindingLimits,
      mayHave,
    );
    expect(admissions.listed.map(({ grants }) => grants)).toEqual(Array(3).fill(['notify', 'workflow']));
    expect([displaced, more]).toEqual([[], 0]);
  });

  it('make room for a more severe one that comes later, which is notified', () => {
    const warnings = admitFindings(noAdmissions, many(2_000, 'WARNING'), limits, mayHave);
    expect(warnings.admissions.listed).toHaveLength(5);
    const critical = findingOf('critical', 'CRITICAL');
    const { admissions, displaced } = admitFindings(warnings.admissions, [critical], limits, mayHave);
    expect(admissions.listed[0]).toEqual({ ...critical, grants: ['notify', 'workflow'] });
    expect(displaced).toEqual(idsOf(warnings.admissions).slice(-1));
  });

  it('make room for the first of another rule of the same severity, which is notified', () => {
    const before = many(2_000, 'CRITICAL', 'flooded').reduce(
      ({ admissions }, finding) => admitFindings(admissions, [finding], limits, mayHave),
      { admissions: noAdmissions },
    );
    const news = findingOf('news', 'CRITICAL', 'another-rule');
    const { admissions } = admitFindings(before.admissions, [news], limits, mayHave);
    expect(admissions.listed.find(({ id }) => id === news.id)?.grants).toContain('notify');
  });

  it('stand before every claim, whatever it claims to be', () => {
    const claims = many(2_000, 'CRITICAL').map((claim) => ({ ...claim, provenance: 'claimed' as const }));
    const before = admitFindings(noAdmissions, claims, limits, mayHave);
    const warning = findingOf('real', 'WARNING');
    const { admissions } = admitFindings(before.admissions, [warning], limits, mayHave);
    expect(admissions.listed[0]).toEqual({ ...warning, grants: ['notify', 'workflow'] });
  });

  it('are notified a bounded number of times, in whatever order they come', () => {
    for (const findings of [many(2_000, 'ERROR'), [...many(2_000, 'ERROR')].reverse()]) {
      let admissions = noAdmissions;
      const everGranted = new Set<string>();
      for (const finding of findings) {
        admissions = admitFindings(admissions, [finding], limits, mayHave).admissions;
        for (const { id, grants } of admissions.listed) for (const grant of grants) everGranted.add(`${grant} ${id}`);
      }
      expect(admissions.granted).toEqual({ 'notify ERROR': 2, 'workflow ERROR': 1 });
      expect(everGranted.size).toBe(2 + 1);
    }
  });

  it('are notified among the first alone, also where each is of another rule', () => {
    const findings = ['a', 'b', 'c', 'd'].map((rule) => findingOf(rule, 'ERROR', rule));
    const { admissions } = admitFindings(noAdmissions, findings, limits, mayHave);
    expect(admissions.listed.map(({ grants }) => grants)).toEqual([['notify', 'workflow'], ['notify'], [], []]);
  });

  it('are listed by id where severity and rule are the same', () => {
    const findings = many(9, 'ERROR');
    const ids = findings.map(({ id }) => id).toSorted();
    expect(idsOf(admitFindings(noAdmissions, findings, limits, mayHave).admissions)).toEqual(ids.slice(0, 5));
  });

  it('have a grant only where they may have it', () => {
    const { admissions } = admitFindings(noAdmissions, many(3, 'ERROR'), limits, (_, grant) => grant === 'notify');
    expect(admissions.granted).toEqual({ 'notify ERROR': 2 });
  });

  it('give a claim its grants among claims', () => {
    const claims = many(3, 'ERROR').map((claim) => ({ ...claim, provenance: 'claimed' as const }));
    const { admissions } = admitFindings(noAdmissions, [...claims, ...many(3, 'ERROR', 'real')], limits, mayHave);
    expect(admissions.granted).toEqual({ 'notify ERROR': 2, 'workflow ERROR': 1 });
    expect(admissions.listed.map(({ provenance }) => provenance)).toEqual([
      undefined,
      undefined,
      undefined,
      'claimed',
      'claimed',
    ]);
    const alone = admitFindings(noAdmissions, claims, limits, mayHave).admissions;
    expect(alone.granted).toEqual({ 'notify ERROR claimed': 2, 'workflow ERROR claimed': 1 });
    expect(alone.rules).toEqual(['notify ERROR claimed a-rule', 'workflow ERROR claimed a-rule']);
  });

  it('give grants to the first alone, and each once', () => {
    const { admissions } = admitFindings(noAdmissions, many(5, 'ERROR'), limits, mayHave);
    expect(admissions.listed.map(({ grants }) => grants)).toEqual([['notify', 'workflow'], ['notify'], [], [], []]);
    const again = admitFindings(admissions, many(5, 'ERROR'), limits, mayHave).admissions;
    expect(again).toEqual(admissions);
    // Nothing was granted, so what was listed stays as it is.
    expect(again.listed.every((item, index) => item === admissions.listed[index])).toBe(true);
  });

  it('keep a grant that they were given when others come before them', () => {
    const first = admitFindings(noAdmissions, many(2, 'WARNING'), limits, mayHave).admissions;
    const { listed } = admitFindings(first, many(2, 'CRITICAL', 'worse'), limits, mayHave).admissions;
    expect(listed.map(({ grants }) => grants)).toEqual([['notify', 'workflow'], ['notify'], ['notify', 'workflow'], ['notify']]); // prettier-ignore
  });

  it('that are not listed are counted, exactly up to 256 in all and within a fifth beyond', () => {
    const moreOf = (count: number) => admitFindings(noAdmissions, many(count, 'ERROR'), limits, mayHave).more;
    expect([5, 6, 250].map(moreOf)).toEqual([0, 1, 245]);
    for (const count of [300, 2_000, 20_000]) expect(Math.abs(moreOf(count) - count)).toBeLessThan(count / 5);
  });

  it('that are not listed are estimated from the 256th least id, without a bias: 255 of the span that it ends', () => {
    const [all, span] = [2_560, 16 ** 12];
    const spread = Array.from({ length: all }, (_, n) => ({
      ...findingOf('spread', 'ERROR'),
      id: Math.round(((n + 1) * span) / all - 1)
        .toString(16)
        .padStart(12, '0'),
    }));
    expect(admitFindings(noAdmissions, spread, limits, mayHave).more).toBe(2_550 - 5);
  });

  it('are the same set, and the same number more, however they are ordered, cut and repeated', () => {
    const finding = fc.record({
      id: fc.integer({ min: 0, max: 400 }).map((n) => identify('test', String(n))),
      severity: fc.constantFrom('CRITICAL' as const, 'ERROR' as const, 'WARNING' as const),
      rule: fc.constantFrom('a', 'b', 'c', 'd'),
      claimed: fc.boolean(),
    });
    const batches = fc
      .array(finding, { minLength: 1, maxLength: 300 })
      // One id is one finding: rule and severity do not change under it.
      .map((all) => [...new Map(all.map((one) => [one.id, one])).values()])
      .chain((all) =>
        fc.record({
          all: fc.constant(all),
          order: fc.shuffledSubarray(all, { minLength: all.length }),
          again: fc.subarray(all),
          cut: fc.integer({ min: 1, max: 50 }),
        }),
      );
    fc.assert(
      fc.property(batches, ({ all, order, again, cut }) => {
        const given = ({ claimed, ...rest }: (typeof all)[number]): FindingToAdmit => ({
          ...rest,
          ...(claimed ? { provenance: 'claimed' as const } : {}),
        });
        const whole = admitFindings(noAdmissions, all.map(given), limits, mayHave);
        const stream = [...order, ...again];
        let [admissions, more] = [noAdmissions, 0];
        const displaced = new Set<string>();
        for (let at = 0; at < stream.length; at += cut) {
          const step = admitFindings(admissions, stream.slice(at, at + cut).map(given), limits, mayHave);
          for (const id of step.displaced) displaced.add(id);
          expect(step.more).toBeGreaterThanOrEqual(more);
          ({ admissions, more } = step);
        }
        expect(idsOf(admissions)).toEqual(idsOf(whole.admissions));
        expect(more).toBe(whole.more);
        for (const id of idsOf(admissions)) expect(displaced.has(id)).toBe(false);
        const ranks = whole.admissions.listed.map(
          ({ severity, provenance }) => severityNumberOf[severity] - (provenance ? 100 : 0),
        );
        expect(ranks).toEqual([...ranks].sort((left, right) => right - left));
        expect(admissionsFromText(admissionsToText(admissions))).toEqual(admissions);
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, (admissions: Admissions) => Admissions, boolean]>([
    ['the same', (same) => structuredClone(same), true],
    ['more ids', (same) => ({ ...same, leastIds: [...same.leastIds, 'ff'] }), false],
    ['fewer ids', (same) => ({ ...same, leastIds: same.leastIds.slice(1) }), false],
    ['another last id', (same) => ({ ...same, leastIds: [...same.leastIds.slice(0, -1), 'ff'] }), false],
    ['another id', (same) => ({ ...same, leastIds: [...same.leastIds.slice(1), 'ff'] }), false],
    ['fewer findings', (same) => ({ ...same, listed: same.listed.slice(1) }), false],
    ['more findings', (same) => ({ ...same, listed: [...same.listed, ...same.listed.slice(1)] }), false],
    ['another order', (same) => ({ ...same, listed: [...same.listed].reverse() }), false],
    [
      'another grant',
      (same) => ({ ...same, listed: same.listed.map((item) => ({ ...item, grants: ['notify'] })) }),
      false,
    ],
  ])('are compared with what was stored: %s', (_, change, isSame) => {
    const { admissions } = admitFindings(noAdmissions, many(3, 'ERROR'), defaultFindingLimits, mayHave);
    expect(areSameAdmissions(admissions, change(admissions))).toBe(isSame);
    expect(areSameAdmissions(change(admissions), admissions)).toBe(isSame);
  });

  it('beyond the limit are named by one finding', () => {
    const of = { scope: 's', dataset: 'eks', account: '1', windowStartMs: 5, lastSeenMs: 9 } as const;
    expect(moreFindings(of, 7, 50)).toEqual({
      ...of,
      id: identify('finding', 'more-findings', '1', 's', '5'),
      kind: 'threshold',
      rule: 'more-findings',
      title: 'More findings than are listed: s',
      severity: 'ERROR',
      score: 0.8,
      reasons: [
        's made more than 50 findings within six hours. The most severe ones and the first of each rule are listed; the count says about how many more there are.',
        'Either much is wrong there at once, or somebody writes lines to hide one finding among many. The archive contains the events of all of them.',
      ],
      region: '',
      dedupeKey: 's',
      resources: {},
      evidence: [],
      firstSeenMs: 5,
      count: 7,
    });
  });

  it('are read back from their text as they were, with and without a provenance', () => {
    const both = [findingOf('one', 'ERROR'), { ...findingOf('other', 'ERROR'), provenance: 'claimed' as const }];
    for (const findings of [both, both.slice(0, 1)]) {
      const { admissions } = admitFindings(noAdmissions, findings, limits, mayHave);
      const read = admissionsFromText(admissionsToText(admissions));
      expect(read).toStrictEqual(admissions);
    }
    expect(admissionsFromText(admissionsToText(noAdmissions))).toStrictEqual(noAdmissions);
  });

  it('are stored in a text that is bounded, and refused where the text is none of theirs', () => {
    const { admissions } = admitFindings(noAdmissions, many(5_000, 'ERROR'), defaultFindingLimits, mayHave);
    expect(Buffer.byteLength(admissionsToText(admissions))).toBeLessThan(20_000);
    expect(admissionsFromText(undefined)).toEqual(noAdmissions);
    expect(() => admissionsFromText('{"listed":1}')).toThrow();
  });
});
