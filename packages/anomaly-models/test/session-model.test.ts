import { describe, expect, it } from '@jest/globals';
import { scoreSessions, SessionLog, trainSessions } from '../src/index.ts';

const minute = 60_000;

/** What happens in a usual session, in minutes after its first event. */
const usual: readonly (readonly [template: string, afterMinutes: number])[] = [
  ['open', 0],
  ['write', 1],
  ['write', 2],
  ['write', 3],
  ['close', 5],
  ['delete', 600],
];

const logOf = (
  sessions: number,
  from: number,
  untilMinutes: number,
  change: (id: number) => readonly (readonly [string, number])[] = () => usual,
): SessionLog => {
  const log = new SessionLog();
  for (let n = 0; n < sessions; n += 1)
    for (const [template, after] of change(n))
      if (from + n + after <= untilMinutes) log.add(`s${n}`, template, (from + n + after) * minute);
  return log;
};

const judged = (
  change: (id: number) => readonly (readonly [string, number])[],
  { until = 5_000, sessions = 200, trainedUntil = 5_000 } = {},
) => {
  const training = logOf(400, 0, trainedUntil);
  const model = trainSessions(training.sessions(), training.endMs);
  const log = logOf(sessions, 2_000, until, change);
  return scoreSessions(model, log.sessions(), until * minute);
};
const anomaliesOf = (...given: Parameters<typeof judged>): readonly string[] =>
  judged(...given).flatMap(({ id, isAnomaly }) => (isAnomaly ? [id] : []));

describe('a session', () => {
  it('is usual when it does what others did', () => {
    expect(anomaliesOf(() => usual)).toEqual([]);
  });

  it.each<[string, readonly (readonly [string, number])[], string]>([
    ['lacks what all have', usual.filter(([template]) => template !== 'close'), 'It has "close" not at all'],
    ['has less than all have', usual.filter((_, index) => index !== 2), 'It has "write" only 2 times'],
    ['has more than all have', [...usual, ['write', 4]], 'It has "write" 4 times'],
    ['has what none has', [...usual, ['failed', 2]], 'It has "failed", which no session of the training has.'],
  ])('is an anomaly when it %s, and says so', (_, odd, sentence) => {
    const scores = judged((id) => (id === 7 ? odd : usual));
    expect(scores.filter(({ isAnomaly }) => isAnomaly).map(({ id }) => id)).toEqual(['s7']);
    expect(scores[7]?.reasons.join(' ')).toContain(sentence);
    expect(scores[7]?.score).toBeGreaterThan(
      Math.max(...scores.filter(({ id }) => id !== 's7').map(({ score }) => score)),
    );
  });

  it('does not miss what may still come', () => {
    // Seen up to ten minutes after the last session began: none was deleted yet.
    expect(anomaliesOf(() => usual, { until: 2_205 })).toEqual([]);
  });

  it('misses at once what comes at once, however long other things take', () => {
    const odd = usual.filter(([template]) => template !== 'close');
    expect(anomaliesOf((id) => (id === 7 ? odd : usual), { until: 2_300 })).toEqual(['s7']);
  });

  it('is not judged on what lies later in a session than the training saw', () => {
    const late = [...usual, ['archived', 2_000] as const];
    expect(anomaliesOf((id) => (id === 7 ? late : usual), { trainedUntil: 1_000 })).toEqual([]);
  });

  it('is not an anomaly where many of those that are scored do the same: the program changed', () => {
    const changed = [...usual, ['compressed', 4] as const];
    expect(anomaliesOf((id) => (id % 5 === 0 ? changed : usual))).toEqual([]);
  });
});

describe('training', () => {
  it('refuses too few sessions', () => {
    const log = logOf(10, 0, 5_000);
    expect(() => trainSessions(log.sessions(), log.endMs)).toThrow(
      'There are 10 sessions to learn from, and 50 are needed.',
    );
  });

  it('finds the same without labels as long as the anomalies are few', () => {
    const odd = [...usual, ['failed', 2] as const];
    const training = logOf(400, 0, 5_000, (id) => (id % 100 === 0 ? odd : usual));
    const model = trainSessions(training.sessions(), training.endMs);
    const log = logOf(200, 2_000, 5_000, (id) => (id === 7 ? odd : usual));
    const found = scoreSessions(model, log.sessions(), 5_000 * minute).filter(({ isAnomaly }) => isAnomaly);
    expect(found.map(({ id }) => id)).toEqual(['s7']);
  });

  it('takes templates together that became one', () => {
    const log = new SessionLog();
    log.add('s', 'a', 10);
    log.add('s', 'b', 30);
    log.add('s', 'a', 5);
    expect(log.sessions(() => 'both')).toEqual([
      { id: 's', firstMs: 5, uses: new Map([['both', { count: 3, firstAgeMs: 0, lastAgeMs: 25 }]]) },
    ]);
  });
});
