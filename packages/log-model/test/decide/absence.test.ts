import { describe, expect, it } from '@jest/globals';
import { minuteMs, type DetectionRule } from '@bellwether/log-model';
import { absencesIn, counterScopesOf, countEvidence, isAbsenceRule } from '@bellwether/log-model/decide';
import { makeEventEvidence, noonMs } from '../event-factory.ts';

const rule: DetectionRule = {
  ...{ id: 'not-ended', title: 'It did not end', description: 'It should have.', severity: 'ERROR', score: 0.7 },
  ...{ dataset: 'cloudtrail', selections: { a: { eventName: 'Begin' } }, condition: 'a', dedupeBy: ['name'] },
  absence: { rule: 'ended', withinMinutes: 30, groupBy: ['name'] },
};
if (!isAbsenceRule(rule)) throw new Error('not a rule of absence');

const absence = { rule: 'ended', withinMinutes: 30 };
const began = (minute: number, dedupeKey = 'main') =>
  makeEventEvidence(minute, noonMs + minute * minuteMs, { rule: 'not-ended', dedupeKey, absence });
const ended = (minute: number, dedupeKey = 'main') =>
  makeEventEvidence(100 + minute, noonMs + minute * minuteMs, { rule: 'ended', dedupeKey, mode: 'counted' });

const found = (items: readonly ReturnType<typeof began>[]) => {
  const rows = countEvidence(items).map(({ scope, windowStartMs, field, count }) => ({
    scope,
    windowStartMs,
    fields: { [field]: count },
  }));
  const of = (id: string) => rows.filter(({ scope }) => counterScopesOf(id, '111122223333').includes(scope));
  return absencesIn(rule, 'Ended', '111122223333', of('not-ended'), of('ended'));
};

describe('what is not followed by what must follow', () => {
  it.each([
    ['nothing follows', [began(1)], 1],
    ['what follows comes too late', [began(1), ended(36)], 1],
    ['something else ends', [began(1), ended(10, 'other')], 1],
    ['it ended before it began', [began(11), ended(2)], 1],
    ['it ends in time', [began(1), ended(34)], 0],
    ['it ends at once', [began(1), ended(1)], 0],
    ['each is about another thing', [began(1, 'a'), began(2, 'b'), ended(10, 'a')], 1],
  ])('is a finding or not where %s', (_, items, findings) => {
    expect(found(items)).toHaveLength(findings);
  });

  it('says what was waited for, where it was and what it is about', () => {
    const [finding] = found([began(1, 'a key/with|marks % of: all kinds')]);
    expect(finding).toMatchObject({
      ...{ rule: 'not-ended', dedupeKey: 'a key/with|marks % of: all kinds', scope: '111122223333:/app/web', count: 1 },
      ...{ firstSeenMs: noonMs, lastSeenMs: noonMs + 35 * minuteMs },
    });
    expect(finding?.reasons[0]).toBe('"Ended" did not follow within 30 minutes, until 2026-01-15T12:35:00Z.');
  });

  it('has nothing to say of a name that was cut in the middle', () => {
    expect(found([began(1, 'ä'.repeat(900))])).toEqual([]);
  });
});
