import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CounterRow, isBaseField } from '@bellwether/log-model';

const room = { fields: 40, nameBytes: 10_000 };
const rowOf = (fields: Iterable<readonly [string, number]> = []) =>
  new CounterRow(room, (field) => field.length, fields);

const addTo = (row: CounterRow, counts: ReadonlyMap<string, number>, isFull?: boolean) => {
  const change = row.plan(counts, isFull);
  for (const step of change.room) row.apply(step);
  row.apply({ add: change.add });
  return change;
};

const shown = (row: CounterRow) => [...row.fields].filter(([field]) => !isBaseField(field));
const sumOf = (entries: readonly (readonly [string, number])[]): number =>
  entries.reduce((sum, [, count]) => sum + count, 0);

const field = fc.oneof(
  fc.integer({ min: 0, max: 200 }).map((n) => `template:${n}`),
  fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 30 })).map(([n, m]) => `k${n}/value:${m}`),
  fc.integer({ min: 0, max: 60 }).map((n) => `k${n}/events`),
  fc.constantFrom('events', 'severity:ERROR', 'dataset:rds/ERROR', 'template:other', 'latency', '__proto__'),
);
const additions = fc.array(
  fc.array(fc.tuple(field, fc.integer({ min: 1, max: 9 })), { maxLength: 30 }).map((entries) => new Map(entries)),
  { maxLength: 30 },
);

describe('a row of counters with bounded room', () => {
  it('loses no count and names no more than it may, whatever comes', () => {
    fc.assert(
      fc.property(additions, (given) => {
        const row = rowOf();
        let expected = 0;
        for (const counts of given) {
          expected += sumOf([...counts]);
          addTo(row, counts);
          expect(sumOf(shown(row))).toBe(expected);
          // Names of fixed families are never folded: there are few.
          expect(shown(row).length).toBeLessThanOrEqual(room.fields + 8);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the same when it is read back between any two additions', () => {
    fc.assert(
      fc.property(additions, (given) => {
        const kept = rowOf();
        let readBack = rowOf();
        for (const counts of given) {
          addTo(kept, counts);
          addTo(readBack, counts);
          readBack = rowOf([...readBack.fields].reverse());
        }
        expect(new Map([...readBack.fields].sort())).toEqual(new Map([...kept.fields].sort()));
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the sum when a crash comes between two of its steps', () => {
    const row = rowOf(Array.from({ length: 20 }, (_, n) => [`k${n}/events`, 1 + n] as const));
    for (let n = 0; n < 20; n += 1) row.apply({ add: new Map([[`k${n}/value:1`, 1]]) });
    const before = sumOf(shown(row));
    const [step] = row.plan(new Map([['template:new', 3]])).room;
    if (step) row.apply(step);
    expect(sumOf(shown(row))).toBe(before);
  });

  it.each([1, 3, 10])('keeps what comes often, when %d others come between any two of its own', (between) => {
    const row = rowOf();
    let other = 0;
    for (let n = 0; n < 100; n += 1) {
      for (let m = 0; m < between; m += 1) addTo(row, new Map([[`template:${(other += 1)}`, 1]]));
      addTo(row, new Map([['template:often', 1]]));
    }
    expect(row.fields.get('template:often')).toBeGreaterThan(90);
  });

  it('keeps what comes often also behind a row full of names that came twice', () => {
    const row = rowOf(Array.from({ length: 40 }, (_, n) => [`template:${n}`, 2] as const));
    for (let n = 0; n < 50; n += 1)
      addTo(
        row,
        new Map([
          ['template:often', 1],
          [`template:new-${n}`, 1],
        ]),
      );
    expect(row.fields.get('template:often')).toBeGreaterThan(40);
  });

  it('takes nothing new under its own name when the store says that it is full', () => {
    const row = rowOf([['events', 1]]);
    const { folded } = addTo(
      row,
      new Map([
        ['events', 1],
        ['template:a', 2],
        ['latency', 3],
      ]),
      true,
    );
    expect([...row.fields]).toEqual([
      ['events', 2],
      ['other', 5],
    ]);
    expect(folded).toBe(2);
  });
});
