import { describe, expect, it } from '@jest/globals';
import { countWindowMs, evidenceOfVolume, type Finding, type VolumeAnomaly } from '@bellwether/log-model';
import { findingOfCandidate, findingWindowMs, observedCandidate } from '@bellwether/log-model/decide';
import { noonMs } from '../event-factory.ts';

const position = { dataset: 'application', account: '111122223333', region: '' } as const;

/** The finding that the volume detector's evidence comes to. */
const findingOfVolume = (of: VolumeAnomaly, origin: Pick<Finding, 'dataset' | 'account' | 'region'>): Finding => {
  const finding = findingOfCandidate(observedCandidate(evidenceOfVolume(of), { scope: of.scope, ...origin }), []);
  if (finding === undefined) throw new Error('An unusual window is a finding.');
  return finding;
};

const anomaly = (changes: Partial<VolumeAnomaly> = {}): VolumeAnomaly => ({
  kind: 'volume-spike',
  scope: '111122223333:/app/web',
  windowStartMs: noonMs + 2 * countWindowMs,
  observed: 1_000,
  expected: 99.96,
  zScore: 12.34,
  windows: 1,
  ...changes,
});

describe('the finding of an unusual window', () => {
  it('says what was seen, what is usual and how far apart they are', () => {
    expect(findingOfVolume(anomaly(), position)).toMatchObject({
      kind: 'anomaly',
      rule: 'volume-spike',
      title: 'Far more events than usual: 111122223333:/app/web',
      severity: 'WARNING',
      reasons: [
        '1000 events in 5 minutes where about 100 are usual.',
        "That is 12.3 standard deviations above this log group's own recent past.",
      ],
      firstSeenMs: noonMs + 2 * countWindowMs,
      lastSeenMs: noonMs + 3 * countWindowMs - 1,
      windowStartMs: noonMs,
      count: 1_000,
    });
  });

  it('reaches back to where a silence began', () => {
    const silence = anomaly({ kind: 'volume-silence', observed: 0, expected: 20, zScore: -7.7, windows: 3 });
    expect(findingOfVolume(silence, position)).toMatchObject({
      severity: 'ERROR',
      reasons: [
        'No events for 15 minutes where about 20 in 5 minutes are usual.',
        "That is 7.7 standard deviations below this log group's own recent past.",
      ],
      firstSeenMs: noonMs,
      lastSeenMs: noonMs + 3 * countWindowMs - 1,
    });
  });

  it.each([
    ['far away', 10, 0.5],
    ['farther away than the scale reaches', 400, 1],
    ['far below', -10, 0.5],
  ])('has a score in [0, 1] for a window %s', (_, zScore, score) => {
    expect(findingOfVolume(anomaly({ zScore }), position).score).toBe(score);
  });

  it('is one finding for all windows of one kind and scope within six hours', () => {
    const idAt = (changes: Partial<VolumeAnomaly>): string => findingOfVolume(anomaly(changes), position).id;
    expect(idAt({ windowStartMs: noonMs + findingWindowMs - countWindowMs, observed: 3 })).toBe(idAt({}));
    const others = [
      idAt({}),
      idAt({ windowStartMs: noonMs + findingWindowMs }),
      idAt({ kind: 'error-spike' }),
      idAt({ scope: '111122223333:/app/shop' }),
    ];
    expect(new Set(others).size).toBe(4);
  });
});
