import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { dynamoCounts } from '@bellwether/aws-adapters';
import type { CountContribution } from '@bellwether/ports';
import { maxFieldsPerUpdate, planUpdates } from '../src/counts/count-updates.ts';
import { fakeCounts } from './fake-dynamo.ts';
import { opened } from './sdk-errors.ts';

const retention = { retentionDays: 30, now: () => Date.UTC(2026, 0, 15) };
const windowStartMs = Date.UTC(2026, 0, 15, 12);

const contribution = (sequence: number, field: string, count = 1): CountContribution => ({
  sequence: String(sequence).padStart(56, '0'),
  scope: 'web',
  windowStartMs,
  field,
  count,
});

const faultOf = (step: IteratorResult<'before' | 'after' | 'none', unknown>): 'before' | 'after' | 'none' =>
  step.done === true ? 'none' : step.value;

const sum = (fields: Readonly<Record<string, number>>): number =>
  Object.values(fields).reduce((total, count) => total + count, 0);

describe('a wide record that is given again', () => {
  /** What one record of so many events adds, where each event has one of these templates. */
  const recordOf = (events: readonly number[], generation: number): readonly CountContribution[] => {
    const templates = new Map<string, number>();
    for (const template of events) {
      const name = `template:${(template * 7919 + generation * 104_729) % 100_003}-${generation}`;
      templates.set(name, (templates.get(name) ?? 0) + 1);
    }
    const fields = [...templates].map(([field, count]) => contribution(1, field, count));
    return [
      contribution(1, 'events', events.length),
      contribution(1, 'severity:INFO', events.length),
      contribution(1, 'dataset:application/INFO', events.length),
      ...fields,
    ];
  };

  it('counts each event once in each family, whatever templates the retry understands', async () => {
    // Each attempt knows templates of its own, from one for all events to one for each.
    const attempts = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 4 });
    const faults = fc.infiniteStream(fc.constantFrom('before' as const, 'after' as const, 'none' as const));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 200, max: 900 }), attempts, faults, async (count, kinds, stream) => {
        let isFaulty = true;
        const fake = fakeCounts(() => (isFaulty ? faultOf(stream.next()) : 'none'));
        const give = async (kindsOfLines: number, generation: number): Promise<unknown> => {
          const events = Array.from({ length: count }, (_, event) => event % kindsOfLines);
          const counts = dynamoCounts('counts', retention, opened(fake));
          return counts.add('shard', [...recordOf(events, generation), contribution(2, 'events')]).catch(() => false);
        };
        for (const [generation, kindsOfLines] of kinds.entries()) await give(kindsOfLines, generation);
        isFaulty = false;
        await give(kinds[0]!, kinds.length);
        const { fields } = await dynamoCounts('counts', retention, opened(fake)).row('web', windowStartMs);
        const ofFamily = (family: string): number =>
          sum(Object.fromEntries(Object.entries(fields).filter(([field]) => field.startsWith(family))));
        expect(['events', 'severity:', 'dataset:', 'template:'].map(ofFamily)).toEqual([
          count + 1,
          count,
          count,
          count,
        ]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('planUpdates', () => {
  it('keeps every count, moves the watermark on and never exceeds an update', () => {
    const fields = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 900 })), {
      maxLength: 2_000,
    });
    fc.assert(
      fc.property(fields, (pairs) => {
        const contributions = pairs
          .map(([sequence, field]) => contribution(sequence, `port:${field}`))
          .sort((left, right) => (left.sequence < right.sequence ? -1 : 1));
        const updates = planUpdates(contributions);
        let watermark = '';
        for (const { first, last, fields: held } of updates) {
          expect(first > watermark && last >= first && held.size <= maxFieldsPerUpdate).toBe(true);
          watermark = last;
        }
        expect(updates.reduce((total, update) => total + sum(Object.fromEntries(update.fields)), 0)).toBe(pairs.length);
      }),
      { numRuns: 50 },
    );
  });

  it('goes on in the middle of a record, also when a retry finds other fields or fewer', () => {
    const wide = Array.from({ length: 400 }, (_, index) => contribution(1, `port:${index}`));
    const [firstPart] = planUpdates(wide);
    const retried = planUpdates([contribution(1, 'port:1', 400), contribution(2, 'port:2')], firstPart?.last);
    expect(retried).toMatchObject([
      { fields: new Map([['port:1', 400 - maxFieldsPerUpdate]]) },
      { fields: new Map([['port:2', 1]]) },
    ]);
    expect(retried[0]!.first > firstPart!.last && retried[1]!.first > retried[0]!.last).toBe(true);
    expect(planUpdates([contribution(1, 'port:1')], firstPart?.last)).toEqual([]);
  });
});
