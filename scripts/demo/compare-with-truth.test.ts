import { minuteMs } from '@bellwether/log-model';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '@bellwether/log-model';
import type { PlannedIncident } from '@bellwether/simulator';
import { makeFinding, sampleTimeMs } from '@bellwether/testkit';
import { compareWithTruth } from './compare-with-truth.ts';

const makeIncident = (changes: Partial<PlannedIncident> = {}): PlannedIncident => ({
  id: 'incident-1',
  kind: 'log-storm',
  startMs: sampleTimeMs,
  endMs: sampleTimeMs + 10 * minuteMs,
  title: 'The service web writes far more than usual.',
  expectedRule: 'volume-spike',
  logGroup: '/app/web',
  resource: 'web',
  eventCount: 100,
  ...changes,
});

/** A finding about the log group of the incident, first and last seen some minutes after its start. */
const seen = (fromMinute: number, toMinute: number, changes: Partial<Finding> = {}): Finding =>
  makeFinding({
    rule: 'volume-spike',
    scope: '111122223333:/app/web',
    dedupeKey: '111122223333:/app/web',
    resources: {},
    firstSeenMs: sampleTimeMs + fromMinute * minuteMs,
    lastSeenMs: sampleTimeMs + toMinute * minuteMs,
    ...changes,
  });

const comparison = (finding: Finding, incident = makeIncident()): string => {
  const { found, falseFindings } = compareWithTruth([incident], [finding]);
  if (found.length > 0) return 'found';
  return falseFindings.length > 0 ? 'false' : 'echo';
};

describe('comparing findings with the truth', () => {
  it.each<[string, Finding, string]>([
    ['of the expected rule, about the log group, at its time', seen(1, 5), 'found'],
    ['that is seen when its windows have closed', seen(15, 20), 'found'],
    ['that began before it and goes on in it', seen(-30, 1), 'found'],
    ['of another rule about the same, an echo', seen(1, 5, { rule: 'error-spike' }), 'echo'],
    ['that ended before it', seen(-30, -1), 'false'],
    ['that comes long after it', seen(30, 40), 'false'],
    ['about another log group', seen(1, 5, { scope: '111122223333:/app/shop', dedupeKey: 'shop' }), 'false'],
    [
      'about a log group whose name ends alike',
      seen(1, 5, { scope: '111122223333:/other/app/web', dedupeKey: 'x' }),
      'false',
    ],
    ['that names its resource', seen(1, 5, { scope: 's', dedupeKey: 'x', resources: { service: 'web' } }), 'found'],
    ['that names it in its key', seen(1, 5, { scope: 's', dedupeKey: 'trail|web' }), 'found'],
    [
      'that names it within an ARN',
      seen(1, 5, { scope: 's', dedupeKey: 'arn:aws:ecs:eu-west-1:1:service/web' }),
      'found',
    ],
    ['that names one whose name begins alike', seen(1, 5, { scope: 's', dedupeKey: 'web-2' }), 'false'],
  ])('takes a finding %s for what it is', (_, finding, expected) => {
    expect(comparison(finding)).toBe(expected);
  });

  it('takes no finding for an incident that names neither log group nor resource', () => {
    expect(comparison(seen(1, 5), makeIncident({ logGroup: '', resource: '' }))).toBe('false');
  });

  it('finds nothing and misses nothing where nothing was planted', () => {
    expect(compareWithTruth([], [])).toEqual({ found: [], missed: [], falseFindings: [] });
    expect(compareWithTruth([], [seen(1, 5)]).falseFindings).toHaveLength(1);
    expect(compareWithTruth([makeIncident()], []).missed).toHaveLength(1);
  });

  it('puts every incident and every finding in one place', () => {
    const anyFinding = fc
      .record({
        from: fc.integer({ min: -60, max: 60 }),
        length: fc.nat({ max: 30 }),
        rule: fc.constantFrom('volume-spike', 'error-spike'),
      })
      .map(({ from, length, rule }) => seen(from, from + length, { rule }));
    fc.assert(
      fc.property(
        fc.array(anyFinding, { maxLength: 8 }),
        fc.array(fc.nat({ max: 60 }), { maxLength: 4 }),
        (of, starts) => {
          const findings = of.map((finding, n) => ({ ...finding, id: `finding-${n}` }));
          const incidents = starts.map((minute, n) =>
            makeIncident({
              id: `incident-${n}`,
              startMs: sampleTimeMs + minute * minuteMs,
              endMs: sampleTimeMs + (minute + 5) * minuteMs,
            }),
          );
          const { found, missed, falseFindings } = compareWithTruth(incidents, findings);
          expect(found.length + missed.length).toBe(incidents.length);
          expect(new Set([...found.map(({ incident }) => incident.id), ...missed.map(({ id }) => id)]).size).toBe(
            incidents.length,
          );
          const explained = new Set(found.flatMap(({ findings: about }) => about.map(({ id }) => id)));
          expect(falseFindings.some(({ id }) => explained.has(id))).toBe(false);
        },
      ),
    );
  });
});
