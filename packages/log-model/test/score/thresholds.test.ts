import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  compileThresholds,
  countWindowMs,
  compileGlob,
  type Finding,
  type ObservedEvidence,
  type ThresholdRule,
  type WindowCounts,
} from '@bellwether/log-model';
import { findingOfCandidate, observedCandidate } from '@bellwether/log-model/decide';
import { noonMs } from '../event-factory.ts';

const scope = '111122223333:/app/pay';
const origin = { scope, dataset: 'application', account: '111122223333', region: '' } as const;

interface Counts {
  readonly events: number;
  readonly warnings?: number;
  readonly errors?: number;
  readonly critical?: number;
}

/** Rows of windows from noon on; a window without events has none. */
const rowsOf = (windows: readonly Counts[]): readonly WindowCounts[] =>
  windows.flatMap(({ events, warnings = 0, errors = 0, critical = 0 }, index) => {
    const fields = {
      events,
      'severity:WARNING': warnings,
      'severity:ERROR': errors,
      'severity:CRITICAL': critical,
    };
    return events === 0 ? [] : [{ scope, windowStartMs: noonMs + index * countWindowMs, fields }];
  });

const errorsRule = { name: 'pay', kind: 'errors', atLeast: 11, windows: 1, findingSeverity: 'ERROR' } as const;
const criticalRule = { name: 'worst', kind: 'critical', atLeast: 1, windows: 1, findingSeverity: 'CRITICAL' } as const;
const ratioRule = {
  name: 'share',
  kind: 'error_ratio',
  atLeast: 2,
  ratioAbove: 0.05,
  minEvents: 20,
  windows: 1,
  findingSeverity: 'ERROR',
} as const;

const findingsOf = (evidence: readonly ObservedEvidence[]): readonly Finding[] =>
  evidence.flatMap((one) => findingOfCandidate(observedCandidate(one, origin), []) ?? []);

/** Judges every window of `windows` in turn. */
const judge = (rule: ThresholdRule, windows: readonly Counts[], of = scope): readonly Finding[] =>
  windows.flatMap((_, index) =>
    findingsOf(compileThresholds([rule])(of)?.(rowsOf(windows), noonMs + index * countWindowMs) ?? []),
  );

describe('a threshold', () => {
  it.each<[string, ThresholdRule, readonly Counts[], number]>([
    ['one error too few', errorsRule, [{ events: 500, errors: 10 }], 0],
    ['more than ten errors', errorsRule, [{ events: 500, errors: 11 }], 1],
    ['critical events among the errors', errorsRule, [{ events: 500, errors: 6, critical: 5 }], 1],
    ['warnings, which are no errors', errorsRule, [{ events: 500, warnings: 400 }], 0],
    ['warnings where they count', { ...errorsRule, severity: 'WARNING' }, [{ events: 50, warnings: 6, errors: 5 }], 1],
    [
      'a number of errors, which asks for no share',
      { ...errorsRule, ratioAbove: 0.9, minEvents: 1_000 },
      [{ events: 500, errors: 11 }],
      1,
    ],
    ['no critical event', criticalRule, [{ events: 500, errors: 400 }], 0],
    ['any critical event', criticalRule, [{ events: 500, critical: 1 }], 1],
    ['a share that is just allowed', ratioRule, [{ events: 100, errors: 5 }], 0],
    ['a share above it', ratioRule, [{ events: 100, errors: 6 }], 1],
    ['a share of too few events', ratioRule, [{ events: 19, errors: 19 }], 0],
    ['a share of just enough events', ratioRule, [{ events: 20, errors: 2 }], 1],
    ['a share above it of too few errors', { ...ratioRule, atLeast: 10 }, [{ events: 100, errors: 9 }], 0],
    ['a window without events', { ...ratioRule, ratioAbove: 0, minEvents: 1, atLeast: 1 }, [{ events: 0 }], 0],
    [
      'two windows where three are asked for',
      { ...errorsRule, windows: 3 },
      [
        { events: 50, errors: 20 },
        { events: 50, errors: 20 },
      ],
      0,
    ],
    [
      'three windows in a row',
      { ...errorsRule, windows: 3 },
      Array.from({ length: 3 }, () => ({ events: 50, errors: 20 })),
      1,
    ],
    [
      'three windows with a quiet one between',
      { ...errorsRule, windows: 3 },
      [20, 20, 0, 20].map((errors) => ({ events: errors, errors })),
      0,
    ],
  ])('for %s', (_, rule, windows, findings) => {
    expect(judge(rule, windows)).toHaveLength(findings);
  });

  it('says what it saw, what is allowed, and where', () => {
    expect(judge(errorsRule, [{ events: 100, errors: 22 }])).toMatchObject([
      {
        kind: 'threshold',
        rule: 'threshold-pay',
        title: 'More errors than allowed: 111122223333:/app/pay',
        severity: 'ERROR',
        score: 0.75,
        reasons: ['22 errors in 5 minutes, where 11 are too many.'],
        scope,
        dedupeKey: scope,
        count: 22,
        firstSeenMs: noonMs,
        lastSeenMs: noonMs + countWindowMs - 1,
      },
    ]);
    expect(
      judge(
        { ...ratioRule, windows: 2 },
        Array.from({ length: 2 }, () => ({ events: 200, errors: 25 })),
      )[0],
    ).toMatchObject({
      reasons: [
        '25 of 200 events in 5 minutes were errors: 12.5 %, where 5 % are allowed.',
        'It was so for 2 windows in a row.',
      ],
      count: 50,
      firstSeenMs: noonMs,
    });
  });

  it.each<[ThresholdRule, Counts, { readonly title: string; readonly reason: string; readonly score: number }]>([
    [
      { ...errorsRule, severity: 'ERROR' },
      { events: 100, errors: 44 },
      {
        title: 'More errors than allowed',
        reason: '44 errors in 5 minutes, where 11 are too many.',
        score: 0.875,
      },
    ],
    [
      { ...errorsRule, severity: 'WARNING' },
      { events: 100, warnings: 20, errors: 2 },
      {
        title: 'More errors than allowed',
        reason: '22 events of WARNING or worse in 5 minutes, where 11 are too many.',
        score: 0.75,
      },
    ],
    [
      { ...criticalRule, atLeast: 2 },
      { events: 100, errors: 50, critical: 4 },
      { title: 'Critical events', reason: '4 critical events in 5 minutes, where 2 are too many.', score: 0.75 },
    ],
    [
      ratioRule,
      { events: 200, errors: 25 },
      {
        title: 'A larger share of errors than allowed',
        reason: '25 of 200 events in 5 minutes were errors: 12.5 %, where 5 % are allowed.',
        score: 0.8,
      },
    ],
  ])('words what %j found in %j', (rule, window, { title, reason, score }) => {
    expect(judge(rule, [window])).toMatchObject([{ title: `${title}: ${scope}`, reasons: [reason], score }]);
  });

  it.each<[string, readonly string[] | undefined, boolean]>([
    ['every scope without a pattern', undefined, true],
    ['a scope by its name', [scope], true],
    ['a log group in any account', ['*:/app/pay'], true],
    ['all groups of an account', ['111122223333:*'], true],
    ['one of several', ['*:/other', '*/pay'], true],
    ['another scope', ['*:/app/pay/*'], false],
    ['a name in other letters', ['*:/APP/PAY'], false],
    ['a question mark, which is only itself', ['111122223333:/app/pa?'], false],
  ])('is for %s', (_, scopes, isFor) => {
    const rule = { ...errorsRule, ...(scopes ? { scopes } : {}) };
    expect(compileThresholds([rule])(scope) !== undefined).toBe(isFor);
  });
});

describe('a pattern of scopes', () => {
  it.each([
    ['111122223333:/app/pa?', '111122223333:/app/pa?', true],
    ['111122223333:/app/pa?', '111122223333:/app/pay', false],
    ['*:C\\logs\\app', 'local:C\\logs\\app', true],
    ['*:C\\logs\\app', 'local:Clogsapp', false],
  ])('takes ? and a backslash for themselves: %s for %s is %s', (pattern, name, isFor) => {
    expect(compileGlob(pattern)(name)).toBe(isFor);
  });

  it('matches itself, whatever characters it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, other) => {
        const pattern = text.replaceAll('*', '');
        expect(compileGlob(pattern)(pattern)).toBe(true);
        expect(compileGlob(`${pattern}*`)(pattern + other)).toBe(true);
        expect(compileGlob(pattern)(`${pattern}x`)).toBe(false);
      }),
    );
  });
});

const counts = fc.record({ events: fc.nat({ max: 60 }), errors: fc.nat({ max: 30 }), critical: fc.nat({ max: 2 }) });
const windowsArbitrary = fc.array(
  counts.map(({ events, errors, critical }) => ({ events: events + errors + critical, errors, critical })),
  { minLength: 1, maxLength: 12 },
);
const ruleArbitrary = fc.record({
  name: fc.constant('any'),
  kind: fc.constantFrom('errors', 'critical', 'error_ratio'),
  atLeast: fc.integer({ min: 1, max: 20 }),
  ratioAbove: fc.constantFrom(0, 0.1, 0.5),
  minEvents: fc.integer({ min: 1, max: 40 }),
  windows: fc.integer({ min: 1, max: 3 }),
  findingSeverity: fc.constant('ERROR'),
}) as fc.Arbitrary<ThresholdRule>;

const idsOf = (findings: readonly Finding[]): readonly string[] =>
  [...new Set(findings.map(({ id }) => id))].toSorted();

describe('judging thresholds', () => {
  it('gives the same findings again, and in any order of the rows', () => {
    fc.assert(
      fc.property(ruleArbitrary, windowsArbitrary, (rule, windows) => {
        const judgeScope = compileThresholds([rule])(scope);
        const rows = rowsOf(windows);
        for (const { windowStartMs } of rows) {
          const findings = findingsOf(judgeScope?.(rows, windowStartMs) ?? []);
          expect(findingsOf(judgeScope?.(rows.toReversed(), windowStartMs) ?? [])).toEqual(findings);
          for (const { score, reasons } of findings ?? []) {
            expect(score).toBeGreaterThanOrEqual(0.5);
            expect(score).toBeLessThanOrEqual(1);
            expect(reasons.join()).not.toMatch(/NaN|Infinity/);
          }
        }
      }),
    );
  });

  it('loses no finding of a count to errors that come late', () => {
    const countRule = ruleArbitrary.map((rule) => ({ ...rule, kind: 'errors' as const }));
    fc.assert(
      fc.property(countRule, windowsArbitrary, fc.nat({ max: 11 }), fc.nat({ max: 9 }), (rule, windows, at, late) => {
        const later = windows.map((window, index) =>
          index === at ? { ...window, events: window.events + late, errors: window.errors + late } : window,
        );
        const before = idsOf(judge(rule, windows));
        expect(idsOf(judge(rule, later))).toEqual(expect.arrayContaining([...before]));
      }),
    );
  });
});
