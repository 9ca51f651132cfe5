import fc from 'fast-check';
import { countWindowMs } from '@bellwether/log-model';
import type { CountContribution } from '@bellwether/ports';
import { sampleTimeMs, sequenceOf } from '../events.ts';

/** What one shard was given, as slices of its records in the order delivered. */
export interface ShardDelivery {
  readonly records: readonly (readonly CountContribution[])[];
  readonly batches: readonly (readonly CountContribution[])[];
}

const fieldNames = ['events', 'severity:ERROR', 'severity:INFO', 'template:a', 'template:b', 'port:22'];

const recordArbitrary = fc.array(
  fc.record({
    scope: fc.constantFrom('one', 'two'),
    window: fc.nat({ max: 2 }),
    field: fc.constantFrom(...fieldNames),
    count: fc.integer({ min: 1, max: 1_000 }),
  }),
  { minLength: 1, maxLength: 4 },
);

/** How far back a delivery starts before what is new, and how much new it brings. */
const stepArbitrary = fc.record({ back: fc.nat({ max: 8 }), ahead: fc.nat({ max: 5 }) });

/**
 * Deliveries of one shard at least once, in order: each begins at or before the first record not yet delivered and ends
 * anywhere after it, so that batches are re-cut, repeated and overlapped; together they contain every record. A record's
 * contributions stay together, as a record is read whole.
 */
export const shardDeliveries: fc.Arbitrary<ShardDelivery> = fc
  .record({ raw: fc.array(recordArbitrary, { maxLength: 15 }), steps: fc.array(stepArbitrary, { maxLength: 12 }) })
  .map(({ raw, steps }) => {
    const records = raw.map((record, ordinal) =>
      record.map(({ scope, window, field, count }) => ({
        sequence: sequenceOf(ordinal),
        scope,
        windowStartMs: sampleTimeMs + window * countWindowMs,
        field,
        count,
      })),
    );
    const batches: CountContribution[][] = [];
    let delivered = 0;
    for (const { back, ahead } of [...steps, { back: 3, ahead: records.length }]) {
      const from = Math.max(0, delivered - back);
      const to = Math.min(records.length, Math.max(from, delivered - (ahead === 0 ? 1 : 0)) + ahead);
      batches.push(records.slice(from, to).flat());
      delivered = Math.max(delivered, to);
    }
    return { records, batches };
  });

/** Totals by scope, window and field as plain addition has them. */
export const expectedTotals = (shards: readonly ShardDelivery[]): Map<string, Record<string, number>> => {
  const totals = new Map<string, Record<string, number>>();
  for (const { scope, windowStartMs, field, count } of shards.flatMap((shard) => shard.records.flat())) {
    const key = `${scope} ${windowStartMs}`;
    const fields = totals.get(key) ?? {};
    fields[field] = (fields[field] ?? 0) + count;
    totals.set(key, fields);
  }
  return totals;
};
