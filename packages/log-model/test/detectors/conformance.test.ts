import { describe, expect, it } from '@jest/globals';
import {
  compileRules,
  countWindowMs,
  defaultNoveltyPolicy,
  defaultVolumePolicy,
  eventDetectors,
  openEventDetectors,
  openWindowDetectors,
  severities,
  windowDetectors,
  type Detector,
  type EventDetector,
  type ThresholdRule,
  type WindowDetector,
} from '@bellwether/log-model';
import { makeEvent } from '@bellwether/testkit';
import { describeDetector, type DetectorCase, type DetectorCases } from '@bellwether/testkit/conformance';
import fc from 'fast-check';
import { noonMs } from '../event-factory.ts';

const scope = '111122223333:/app/web';
const { learningMs } = defaultNoveltyPolicy;

const thresholds: readonly ThresholdRule[] = [
  { name: 'pay', kind: 'errors', atLeast: 11, windows: 2, findingSeverity: 'ERROR' },
  { name: 'share', kind: 'error_ratio', atLeast: 2, ratioAbove: 0.5, minEvents: 20, windows: 1, findingSeverity: 'ERROR', scopes: ['*/app/*'] }, // prettier-ignore
];

const rules = compileRules([
  {
    id: 'login-failed-often',
    title: 'Many sign-ins failed',
    description: 'Someone guesses a password.',
    severity: 'ERROR',
    score: 0.8,
    dataset: 'application',
    selections: { failed: { message: 'login failed' } },
    condition: 'failed',
    threshold: { count: 5, groupBy: ['source.ip'], distinct: 'user.name' },
    dedupeBy: ['source.ip'],
    resources: { user: 'user.name' },
    references: [],
  },
]);

const openEvents = (): readonly EventDetector[] =>
  openEventDetectors({ rules, novelty: defaultNoveltyPolicy, redactText: (text) => text, keyText: (text) => text });
const openWindows = (): readonly WindowDetector[] => openWindowDetectors({ volume: defaultVolumePolicy, thresholds });

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom('x'.repeat(50_000), '\n', '-'));

const login = (attributes: Readonly<Record<string, string>>, knownMs = learningMs): DetectorCase<'event'> => ({
  input: { event: makeEvent({ message: 'login failed', timestampMs: noonMs, attributes }), document: undefined },
  state: {
    scopeSinceMs: noonMs - knownMs,
    template: () => ({ text: 'login failed', firstSeenMs: noonMs }),
    newValue: () => undefined,
    provenance: () => 'declared',
  },
});
const failure = (knownMs: number): DetectorCase<'event'> => ({
  ...login({}, knownMs),
  input: { event: makeEvent({ severity: 'ERROR', timestampMs: noonMs }), document: undefined },
});
const newValue = (knownMs: number, timestampMs = noonMs, value = 'failed'): DetectorCase<'event'> => {
  const { input, state } = login({}, knownMs);
  return {
    input,
    state: { ...state, newValue: () => ({ value, known: ['passed', 'refused'], steadyEvents: 500, timestampMs }) },
  };
};
const anyEvent = fc
  .record({
    message: fc.oneof(text, fc.constant('login failed')),
    ip: text,
    user: text,
    logGroup: text,
    severity: fc.constantFrom(...severities),
    knownMs: fc.nat(2 * learningMs),
  }) // prettier-ignore
  .map(({ message, ip, user, logGroup, severity, knownMs }): DetectorCase<'event'> => ({
    input: {
      event: makeEvent({ message, severity, timestampMs: noonMs, logGroup: logGroup.slice(0, 512), attributes: { 'source.ip': ip, 'user.name': user } }), // prettier-ignore
      document: undefined,
    },
    state: {
      scopeSinceMs: noonMs - knownMs,
      template: () => ({ text: message, firstSeenMs: noonMs }),
      newValue: () => ({ value: message.slice(0, 9), known: [user, ip], steadyEvents: 500, timestampMs: noonMs }),
      provenance: () => 'declared',
    },
  }));

interface Counts {
  readonly events: number;
  readonly errors?: number;
}
const windowCase = (counts: readonly Counts[], ofScope = scope): DetectorCase<'window'> => ({
  input: { scope: ofScope, windowStartMs: noonMs, isPastEnd: false },
  state: {
    rows: counts.flatMap(({ events, errors = 0 }, index) =>
      events === 0
        ? []
        : [
            {
              scope: ofScope,
              windowStartMs: noonMs - (counts.length - 1 - index) * countWindowMs,
              fields: { events, 'severity:ERROR': errors, 'severity:INFO': events - errors },
            },
          ],
    ),
  },
});
const steady = (windows: number): readonly Counts[] => Array.from({ length: windows }, () => ({ events: 20 }));
const anyWindow = fc
  .record({
    counts: fc.array(
      fc.record({ events: fc.oneof(fc.nat(50), fc.maxSafeNat()), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
      { maxLength: 45 },
    ),
    ofScope: fc.oneof(fc.constant(scope), fc.string({ minLength: 1, maxLength: 512 })),
  })
  .map(({ counts, ofScope }) =>
    windowCase(
      counts.map(({ events, share }) => ({ events, errors: Math.floor(events * share) })),
      ofScope,
    ),
  );

const eventCases: Readonly<Record<string, DetectorCases<'event'>>> = {
  rules: {
    speaks: [login({ 'source.ip': '203.0.113.9', 'user.name': 'ana' })],
    tooLittle: [login({}), login({ 'user.name': 'ana' }), login({ 'source.ip': '203.0.113.9' })],
    any: anyEvent,
  },
  'template-new': { speaks: [failure(learningMs)], tooLittle: [failure(learningMs - 1), failure(0)], any: anyEvent },
  'value-new': {
    speaks: [newValue(learningMs)],
    // A scope that is learnt still, another event than the one that showed the value, and another message.
    tooLittle: [newValue(learningMs - 1), newValue(learningMs, noonMs - 1), newValue(learningMs, noonMs, 'LOST')],
    any: anyEvent,
  },
};

const windowCases: Readonly<Record<string, DetectorCases<'window'>>> = {
  volume: {
    speaks: [
      windowCase([...steady(12), { events: 900 }]),
      windowCase([...steady(40), { events: 0 }, { events: 0 }, { events: 0 }]),
    ],
    tooLittle: [windowCase([...steady(11), { events: 900 }]), windowCase([{ events: 900, errors: 900 }])],
    any: anyWindow,
  },
  thresholds: {
    speaks: [windowCase([{ events: 11, errors: 11 }, { events: 11, errors: 11 }]), windowCase([{ events: 20, errors: 12 }])], // prettier-ignore
    tooLittle: [windowCase([]), windowCase([{ events: 11, errors: 11 }]), windowCase([{ events: 19, errors: 10 }])],
    any: anyWindow,
  },
};

for (const [index, { id }] of openEvents().entries()) {
  const cases = eventCases[id];
  if (cases) describeDetector(() => openEvents()[index] as EventDetector, cases);
}
for (const [index, { id }] of openWindows().entries()) {
  const cases = windowCases[id];
  if (cases) describeDetector(() => openWindows()[index] as WindowDetector, cases);
}

describe('the registry of detectors', () => {
  const all: readonly Detector[] = [...openEvents(), ...openWindows()];

  it('has cases of the conformance suite for every detector', () => {
    const ids = all.map(({ id }) => id).sort();
    expect([...Object.keys(eventCases), ...Object.keys(windowCases)].sort()).toEqual(ids);
    expect(all).toHaveLength(eventDetectors.length + windowDetectors.length);
  });

  it('gives every detector an id of its own', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it('says of windows how much they need', () => {
    for (const { historyWindows, quietWindows } of openWindows()) {
      expect(historyWindows).toBeGreaterThanOrEqual(0);
      expect(historyWindows).toBeLessThan(1_000);
      for (const windows of quietWindows) expect(windows).toBeLessThanOrEqual(historyWindows);
    }
  });
});
