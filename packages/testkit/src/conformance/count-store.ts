import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countWindowMs, identify } from '@bellwether/log-model';
import type { CountContribution, CountStore } from '@bellwether/ports';
import { makeContribution, makeContributions, sampleTimeMs, sequenceOf } from '../events.ts';
import { expectedTotals, shardDeliveries } from './deliveries.ts';
import { withSubject } from './subject.ts';
import type { MakeSubject, Subject, SuiteOptions } from './subject.ts';

const scope = '111122223333/app/web';

/** Kinesis sequence numbers differ in their last digits only and exceed every number type. */
const kinesisSequence = (ordinal: number): string =>
  `49590338271490256608559692538361571095921${String(ordinal).padStart(15, '0')}`;

interface Delivery {
  readonly shard: string;
  readonly contributions: readonly Partial<CountContribution>[];
}

interface WatermarkCase {
  readonly behaviour: string;
  readonly deliveries: readonly Delivery[];
  readonly fields: Readonly<Record<string, number>>;
}

const at = (ordinal: number, changes: Partial<CountContribution> = {}): Partial<CountContribution> => ({
  sequence: sequenceOf(ordinal),
  ...changes,
});

const watermarkCases: readonly WatermarkCase[] = [
  { behaviour: 'has no fields before anything is added', deliveries: [], fields: {} },
  { behaviour: 'takes an empty batch and adds nothing', deliveries: [{ shard: 'a', contributions: [] }], fields: {} },
  {
    behaviour: 'adds all contributions of one record, also to one field',
    deliveries: [{ shard: 'a', contributions: [at(1), at(1, { count: 4 }), at(1, { field: 'severity:ERROR' })] }],
    fields: { events: 5, 'severity:ERROR': 1 },
  },
  {
    behaviour: 'adds nothing for a batch given again',
    deliveries: [1, 2, 3].map(() => ({ shard: 'a', contributions: [at(1), at(2)] })),
    fields: { events: 2 },
  },
  {
    behaviour: 'adds only the new part of a batch that overlaps the last one',
    deliveries: [
      { shard: 'a', contributions: [at(1), at(2)] },
      { shard: 'a', contributions: [at(1), at(2), at(3)] },
      { shard: 'a', contributions: [at(2), at(3), at(4)] },
    ],
    fields: { events: 4 },
  },
  {
    behaviour: 'adds nothing for an earlier part given again behind a later one',
    deliveries: [
      { shard: 'a', contributions: [at(1), at(2), at(3)] },
      { shard: 'a', contributions: [at(1)] },
    ],
    fields: { events: 3 },
  },
  {
    behaviour: 'adds nothing for a field it has not seen when the record was taken before',
    deliveries: [
      { shard: 'a', contributions: [at(1)] },
      { shard: 'a', contributions: [at(1, { field: 'template:x' })] },
    ],
    fields: { events: 1 },
  },
  {
    behaviour: 'sums shards, each with its own position',
    deliveries: [
      { shard: 'a', contributions: [at(9)] },
      { shard: 'b', contributions: [at(1, { count: 10 }), at(2, { field: 'template:x' })] },
      { shard: 'a', contributions: [at(3)] },
    ],
    fields: { events: 11, 'template:x': 1 },
  },
  {
    behaviour: 'keeps the position of each row apart, so that late events of another window are not lost',
    deliveries: [
      { shard: 'a', contributions: [at(5, { windowStartMs: sampleTimeMs + countWindowMs })] },
      {
        shard: 'a',
        contributions: [at(5, { scope: 'other' }), at(6, { windowStartMs: sampleTimeMs + countWindowMs })],
      },
      { shard: 'a', contributions: [at(4)] },
    ],
    fields: { events: 1 },
  },
  {
    behaviour: 'compares sequence numbers beyond every number type exactly',
    deliveries: [
      { shard: 'a', contributions: [{ sequence: kinesisSequence(1) }] },
      { shard: 'a', contributions: [{ sequence: kinesisSequence(1) }, { sequence: kinesisSequence(2) }] },
    ],
    fields: { events: 2 },
  },
  {
    behaviour: 'keeps great counts exactly',
    deliveries: [{ shard: 'a', contributions: [at(1, { count: 2 ** 50 }), at(2, { count: 3 })] }],
    fields: { events: 2 ** 50 + 3 },
  },
  {
    behaviour: 'takes field names that mean something to a program as names',
    deliveries: [
      {
        shard: 'a',
        contributions: [
          '__proto__',
          'constructor',
          'template:a.b[0]#c',
          'port:größe 🦊',
          '#n :v',
          'shard',
          'watermark',
        ].map((field) => at(1, { field })),
      },
    ],
    fields: Object.fromEntries(
      ['__proto__', 'constructor', 'template:a.b[0]#c', 'port:größe 🦊', '#n :v', 'shard', 'watermark'].map((field) => [
        field,
        1,
      ]),
    ),
  },
];

/** The contract of `CountStore`: exactly once in effect, whatever is delivered how often. */
export const describeCountStore = (
  name: string,
  make: MakeSubject<Subject<CountStore>>,
  options: SuiteOptions = {},
): void => {
  describe(`${name} as a count store`, () => {
    it.each(watermarkCases)('$behaviour', ({ deliveries, fields }) =>
      withSubject(make, async ({ store }) => {
        for (const { shard, contributions } of deliveries) {
          await store.add(
            shard,
            contributions.map((changes) => makeContribution({ scope, ...changes })),
          );
        }
        const row = await store.row(scope, sampleTimeMs);
        expect(Object.entries(row.fields).toSorted()).toEqual(Object.entries(fields).toSorted());
        expect(row).toMatchObject({ scope, windowStartMs: sampleTimeMs });
      }),
    );

    it('says how many events it left out: what is offered is counted or left out', () =>
      withSubject(make, async ({ store }) => {
        const later = sampleTimeMs + countWindowMs;
        const calls = [
          [at(1, { count: 4 }), at(2), at(2, { field: 'severity:ERROR' }), at(2, { windowStartMs: later })],
          [at(1, { count: 4 }), at(2), at(3, { count: 2 })],
          [at(2, { windowStartMs: later, count: 3 }), at(3, { field: 'template:new' })],
          [at(1, { scope: 'signal#rule', count: 9 })],
          [at(1, { scope: 'signal#rule', count: 9 })],
          [],
        ];
        const leftOut: number[] = [];
        for (const changes of calls) {
          const contributions = changes.map((one) => makeContribution({ scope, ...one }));
          leftOut.push((await store.add('a', contributions)).eventsLeftOut);
        }
        expect(leftOut).toEqual([0, 5, 3, 0, 0, 0]);
        const rows = await store.rows(scope, 0, later + 1);
        const counted = rows.reduce((sum, { fields }) => sum + (fields['events'] ?? 0), 0);
        expect(counted + 5 + 3).toBe(4 + 1 + 1 + 4 + 1 + 2 + 3);
      }));

    it('keeps many fields in one row', () =>
      withSubject(make, async ({ store }) => {
        const many = Array.from({ length: 500 }, (_, index) =>
          makeContribution({ scope, field: `template:${index}`, count: index + 1 }),
        );
        await store.add('a', many);
        await store.add('a', many);
        const { fields } = await store.row(scope, sampleTimeMs);
        expect(Object.keys(fields)).toHaveLength(500);
        expect(fields['template:499']).toBe(500);
      }));

    // The room of a rule's row is 4,000 fields; a candidate takes one for its events and one for each distinct value.
    it.each([
      ['in one record', 0],
      ['in a record each', 1],
    ])('finds what comes often among thousands of names that came first and come between, %s', (_, step) =>
      withSubject(make, async ({ store }) => {
        const scope = 'signal#flow-port-scan#111122223333#0';
        const key = (name: string): string => identify('signal', name);
        const scan = key('scan');
        let sequence = 1;
        const at = (field: string): CountContribution =>
          makeContribution({ scope, field, sequence: sequenceOf((sequence += step)) });
        const pair = (n: number) => [at(`${key(`pair ${n}`)}/events`), at(`${key(`pair ${n}`)}/value:443`)];
        const port = (n: number) => [at(`${scan}/events`), at(`${scan}/value:${n}`)];
        const pairs = (from: number, to: number) =>
          Array.from({ length: to - from }, (_unused, n) => pair(from + n)).flat();
        const contributions = pairs(0, 2_500);
        for (let n = 0; n < 300; n += 1) contributions.push(...port(n), ...pairs(2_500 + n * 5, 2_505 + n * 5));
        const size = step === 0 ? contributions.length : 1_000;
        for (let at = 0; at < contributions.length; at += size)
          await store.add('shard', contributions.slice(at, at + size));
        const { fields } = await store.row(scope, sampleTimeMs);
        const values = Object.keys(fields).filter((field) => field.startsWith(`${scan}/value:`));
        expect(values.length).toBeGreaterThanOrEqual(290);
        expect(fields[`${scan}/events`]).toBeGreaterThanOrEqual(290);
        // Nothing is lost: what has no name of its own counts among the others.
        expect(Object.values(fields).reduce((sum, count) => sum + count, 0)).toBe(contributions.length);
      }),
    );

    it('gives rows by time, from the first to before the last, and leaves out windows without events', () =>
      withSubject(make, async ({ store }) => {
        const windows = [3, 0, 1, 4].map((window) => sampleTimeMs + window * countWindowMs);
        await store.add(
          'a',
          windows.map((windowStartMs) => makeContribution({ scope, windowStartMs })),
        );
        await store.add('a', [makeContribution({ scope: `${scope}2` })]);
        const rows = await store.rows(scope, sampleTimeMs, sampleTimeMs + 4 * countWindowMs);
        expect(rows).toEqual(
          [0, 1, 3].map((window) => ({
            scope,
            windowStartMs: sampleTimeMs + window * countWindowMs,
            fields: { events: 1 },
          })),
        );
        expect(await store.rows(scope, sampleTimeMs, sampleTimeMs)).toEqual([]);
        expect(await store.rows('unknown', 0, sampleTimeMs * 2)).toEqual([]);
      }));

    it('sums every row of a range over shards', () =>
      withSubject(make, async ({ store }) => {
        await store.add('a', makeContributions(25, { scope }));
        await store.add('b', makeContributions(5, { scope }));
        const rows = await store.rows(scope, sampleTimeMs, sampleTimeMs + 10 * countWindowMs);
        expect(rows.map((row) => row.fields['events'])).toEqual([15, 10, 5]);
      }));

    it('names the scopes of a time span sorted, without signals', () =>
      withSubject(make, async ({ store }) => {
        const scopes = ['b', 'signal#denied', 'a', 'ä/größe', 'a'];
        await store.add(
          'x',
          scopes.map((one, index) => makeContribution({ scope: one, sequence: sequenceOf(index) })),
        );
        await store.add('x', [makeContribution({ scope: 'later', windowStartMs: sampleTimeMs + countWindowMs })]);
        expect(await store.scopes(sampleTimeMs, sampleTimeMs + countWindowMs)).toEqual(['a', 'b', 'ä/größe']);
        expect(await store.scopes(sampleTimeMs + 1, sampleTimeMs + countWindowMs)).toEqual([]);
        expect((await store.row('signal#denied', sampleTimeMs)).fields).toEqual({ events: 1 });
      }));

    it(
      'comes to the same totals however batches are cut, repeated and overlapped',
      () =>
        withSubject(make, async ({ store }) => {
          let run = 0;
          const property = fc.asyncProperty(
            fc.array(shardDeliveries, { minLength: 1, maxLength: 3 }),
            async (shards) => {
              run += 1;
              const prefix = `run${run}/`;
              const rounds = Math.max(...shards.map((shard) => shard.batches.length));
              for (let round = 0; round < rounds; round += 1) {
                for (const [index, shard] of shards.entries()) {
                  const batch = shard.batches[round] ?? [];
                  await store.add(
                    `shard${index}`,
                    batch.map((one) => ({ ...one, scope: prefix + one.scope })),
                  );
                }
              }
              const found = new Map<string, unknown>();
              for (const one of ['one', 'two']) {
                for (const row of await store.rows(prefix + one, 0, sampleTimeMs * 2)) {
                  found.set(`${one} ${row.windowStartMs}`, { ...row.fields });
                }
              }
              expect(found).toEqual(expectedTotals(shards));
            },
          );
          await fc.assert(property, { numRuns: options.propertyRuns ?? 40, seed: 7 });
        }),
      60_000,
    );
  });
};
