import { describe, expect, it } from '@jest/globals';
import { countWindowMs } from '@bellwether/log-model';
import type { CountContribution } from '@bellwether/ports';
import { makeContribution, makeTemplate, sampleTimeMs, sequenceOf } from '@bellwether/testkit';
import { withState } from './scratch-state.ts';

/** More than twice the 2,048 rows that the database handles as one piece. */
const many = 5_000;

const spread = (from: number, to: number): CountContribution[] =>
  Array.from({ length: to - from }, (_, index) => from + index).flatMap((ordinal) =>
    ['events', `template:${ordinal}`].map((field) =>
      makeContribution({
        sequence: sequenceOf(ordinal),
        scope: `scope-${ordinal % many}`,
        field,
        windowStartMs: sampleTimeMs + ((ordinal % many) % 7) * countWindowMs,
      }),
    ),
  );

const tooBad: readonly { readonly what: string; readonly changes: Partial<CountContribution> }[] = [
  { what: 'a count with a fraction', changes: { count: 1.5 } },
  { what: 'a count that is no number', changes: { count: Number.NaN } },
  { what: 'a window that is no number', changes: { windowStartMs: Number.NaN } },
];

describe('the local state in bulk', () => {
  it('adds many rows and raises many watermarks in one call each', () =>
    withState(async ({ state }) => {
      await state.counts.add('a', spread(0, many));
      await state.counts.add('a', spread(many / 2, many + many / 2));
      await state.counts.add('a', spread(many, 2 * many));
      const [sums] = await state.query(
        'SELECT sum(count)::BIGINT AS n, count(DISTINCT row_id) AS rows, count(DISTINCT field) AS fields FROM counts',
      );
      expect(sums).toEqual({
        n: 4 * many,
        rows: new Set(spread(0, 2 * many).map((one) => `${one.scope} ${one.windowStartMs}`)).size,
        fields: 2 * many + 1,
      });
      const [rows] = await state.query(
        'SELECT count(*) AS n, count(DISTINCT (shard, scope, window_start_ms)) AS keys FROM count_rows',
      );
      expect(rows?.['n']).toBe(rows?.['keys']);
    }));

  it('adds many fields of one row in one call', () =>
    withState(async ({ state }) => {
      const fields = Array.from({ length: 3 * many }, (_, index) =>
        makeContribution({ field: `template:${index}`, scope: 'one' }),
      );
      await state.counts.add('a', fields);
      expect(Object.keys((await state.counts.row('one', sampleTimeMs)).fields)).toHaveLength(3 * many);
    }));

  it('saves and replaces many templates in one call each', () =>
    withState(async ({ state }) => {
      const templates = Array.from({ length: many }, (_, index) => makeTemplate({ id: `t${index}`, scope: 'one' }));
      await state.templates.save(templates);
      await state.templates.save(templates.map((template) => ({ ...template, count: 9 })));
      const loaded = await state.templates.load('one');
      expect(loaded).toHaveLength(many);
      expect(loaded.every((template) => template.count === 9)).toBe(true);
    }));

  it.each(tooBad)('refuses a batch with $what whole, and takes the next', ({ changes }) =>
    withState(async ({ state }) => {
      const good = makeContribution({ sequence: sequenceOf(2), scope: 'one' });
      await state.counts.add('a', [makeContribution({ sequence: sequenceOf(1), scope: 'one' })]);
      await expect(
        state.counts.add('a', [good, { ...good, field: 'other', scope: 'two', ...changes }]),
      ).rejects.toMatchObject({ name: 'PortError', port: 'counts', retryable: false });
      await state.counts.add('a', [good]);
      expect((await state.counts.row('one', sampleTimeMs)).fields).toEqual({ events: 2 });
      expect(await state.counts.scopes(-Infinity, Infinity)).toEqual(['one']);
    }),
  );
});
