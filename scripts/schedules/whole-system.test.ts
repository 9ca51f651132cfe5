import { describe, expect, it, jest } from '@jest/globals';
import { schedulesFor } from '@bellwether/testkit';
import { lostInCounts, namesOf, seenFromOutside } from './onlooker.ts';
import { runSystem } from './run-system.ts';
import { shardLayouts } from './shard-layouts.ts';
import { plantedFindings } from './system-input.ts';

// A machine that is busy with other work must not fail a run.
jest.setTimeout(120_000);

const archives = ['redacted', 'payload'] as const;
const plans = shardLayouts.flatMap((layout) => archives.map((archived) => ({ layout, archived })));

/** What is seen of each plan when nothing goes wrong. */
const undisturbed = await Promise.all(plans.map(async (plan) => runSystem(plan)));
const expected = await Promise.all(undisturbed.map(async ({ world }) => seenFromOutside(world)));

const met: Record<string, number> = {};
const meet = (more: Readonly<Record<string, number>>): void => {
  for (const [name, count] of Object.entries(more)) met[name] = (met[name] ?? 0) + count;
};

describe('the whole system', () => {
  it.each(plans.map((plan, index) => ({ ...plan, index, name: plan.layout.name })))(
    'finds what is planted in $name, archive $archived, and notifies each once',
    ({ index }) => {
      const { world } = undisturbed[index]!;
      expect(namesOf(world)).toEqual(plantedFindings);
      const { groups, archive, lateWindows, undelivered, workflows } = expected[index]!;
      expect(groups.flatMap(({ opened, isOver }) => (opened === 1 && isOver ? [] : [opened]))).toEqual([]);
      expect(groups.flatMap(({ counted }) => counted)).toHaveLength(plantedFindings.length);
      expect(workflows).toHaveLength(plantedFindings.length);
      expect(archive.left).toEqual([]);
      expect([...new Set(archive.events)]).toEqual(archive.events);
      expect([lateWindows, undelivered]).toEqual([[], []]);
      expect(lostInCounts(world)).toEqual([]);
      expect(world.contributed.leftOut).toBe(0);
    },
  );

  const rows = schedulesFor(0.1).map((row) => ({ ...row, index: row.seed % plans.length }));
  it.each(rows.map((row) => ({ ...row, layout: plans[row.index]!.layout.name, archived: plans[row.index]!.archived })))(
    'comes to the same under $name; $layout, archive $archived',
    async ({ seed, faults, index }) => {
      const { world, met: ofRun } = await runSystem({ ...plans[index]!, disturbed: { seed, faults } });
      meet(ofRun);
      for (const { seen } of Object.values(world.fleets)) meet(seen);
      meet({ leftOut: world.contributed.leftOut });
      expect(lostInCounts(world)).toEqual([]);
      expect(namesOf(world)).toEqual(plantedFindings);
      expect(await seenFromOutside(world)).toEqual(expected[index]);
    },
  );

  // Fewer schedules than CI runs, asked for by hand, do not meet everything.
  const meetsAll = rows.length >= 15;
  if (meetsAll)
    it('met, under schedules, everything that can go wrong', () => {
      const kinds = [
        'leftOut',
        'stall',
        'dayJump',
        'redelivery',
        'twins',
        'deferredScore',
        'booted',
        'reused',
        'frozen',
        'crashed',
      ];
      expect(kinds.filter((kind) => !(met[kind]! > 0))).toEqual([]);
    });
});
