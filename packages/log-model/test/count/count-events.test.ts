import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type CountContribution,
  countEvents,
  countWindowMs,
  scopeOf,
  type SequencedEvent,
  severities,
  windowStart,
} from '@bellwether/log-model';
import { makeEvent } from '@bellwether/testkit';
import { noonMs, sequenceOf } from '../event-factory.ts';

const sequenced = (ordinal: number, changes: Parameters<typeof makeEvent>[0] = {}): SequencedEvent => ({
  sequence: sequenceOf(ordinal),
  event: makeEvent(changes),
});

const sumOf = (contributions: readonly CountContribution[], field: (name: string) => boolean): number =>
  contributions.filter((one) => field(one.field)).reduce((sum, { count }) => sum + count, 0);

const anyEvent: fc.Arbitrary<SequencedEvent> = fc
  .record({
    sequence: fc.integer({ min: 0, max: 12 }).map(sequenceOf),
    timestampMs: fc.integer({ min: noonMs - 3 * countWindowMs, max: noonMs + 3 * countWindowMs }),
    severity: fc.constantFrom(...severities),
    logGroup: fc.constantFrom('', '/app/web', '/app/shop', '__proto__'),
    templateId: fc.constantFrom('t1', 't2', 'constructor'),
  })
  .map(({ sequence, ...changes }) => ({ sequence, event: makeEvent(changes) }));

describe('counting events', () => {
  it('adds each event to its window in all, by severity, by source with severity, and by template', () => {
    expect(countEvents([sequenced(1, { timestampMs: noonMs + 1, severity: 'ERROR' })])).toEqual(
      ['events', 'severity:ERROR', 'dataset:application/ERROR', 'template:t1'].map((field) => ({
        sequence: sequenceOf(1),
        scope: '111122223333:/app/web',
        windowStartMs: noonMs,
        field,
        count: 1,
      })),
    );
  });

  it('sums the events that one record holds and keeps records apart', () => {
    const contributions = countEvents([sequenced(1), sequenced(1), sequenced(2)]);
    expect(
      contributions.filter(({ field }) => field === 'events').map(({ sequence, count }) => [sequence, count]),
    ).toEqual([
      [sequenceOf(1), 2],
      [sequenceOf(2), 1],
    ]);
  });

  it.each([
    ['the first millisecond of a window', noonMs, noonMs],
    ['the last millisecond of a window', noonMs + countWindowMs - 1, noonMs],
    ['a time before 1970', -1, -countWindowMs],
  ])('puts %s into its window', (_, timestampMs, windowStartMs) => {
    expect(new Set(countEvents([sequenced(1, { timestampMs })]).map((one) => one.windowStartMs))).toEqual(
      new Set([windowStartMs]),
    );
  });

  it.each([
    [{ account: '111122223333', logGroup: '/app/web', dataset: 'ec2' }, '111122223333:/app/web'],
    [{ account: '', logGroup: '/app/web', dataset: 'ec2' }, 'local:/app/web'],
    [{ account: '', logGroup: '', dataset: 'ec2' }, 'local:ec2'],
  ] as const)('belongs to the scope of its log group, or of its source where there is no group: %j', (event, scope) => {
    expect(scopeOf(event)).toBe(scope);
  });

  it('adds every event exactly once to each of its four kinds of field', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        const contributions = countEvents(events);
        for (const begins of ['events', 'severity:', 'dataset:', 'template:'])
          expect(sumOf(contributions, (field) => field.startsWith(begins))).toBe(events.length);
        for (const severity of severities)
          expect(sumOf(contributions, (field) => field === `severity:${severity}`)).toBe(
            events.filter(({ event }) => event.severity === severity).length,
          );
        expect(contributions.every(({ windowStartMs }) => windowStart(windowStartMs) === windowStartMs)).toBe(true);
        const keys = contributions.map((one) => [one.sequence, one.scope, one.windowStartMs, one.field].join('\n'));
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('comes to the same counts however the events are cut into lists', () => {
    const totals = (contributions: readonly CountContribution[]): ReadonlyMap<string, number> => {
      const sums = new Map<string, number>();
      for (const { scope, windowStartMs, field, count } of contributions) {
        const key = `${scope} ${windowStartMs} ${field}`;
        sums.set(key, (sums.get(key) ?? 0) + count);
      }
      return sums;
    };
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), fc.nat({ max: 40 }), (events, cut) => {
        const pieces = [...countEvents(events.slice(0, cut)), ...countEvents(events.slice(cut))];
        expect(totals(pieces)).toEqual(totals(countEvents(events)));
      }),
    );
  });

  it('comes in the order of the records', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        const ordered = events.toSorted((left, right) => (left.sequence < right.sequence ? -1 : 1));
        const sequences = countEvents(ordered).map(({ sequence }) => sequence);
        expect(sequences).toEqual(sequences.toSorted());
      }),
    );
  });
});
