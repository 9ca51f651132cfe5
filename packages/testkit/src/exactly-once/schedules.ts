import { randomFaults } from '../faults.ts';
import type { FaultRates, FaultSchedule } from '../faults.ts';
import { runSeed } from '../run-seed.ts';
import { seeded } from '../seeded.ts';
import { scheduleSeeds } from './schedule-seeds.ts';

/** Schedules tried at every change, over all functions together. `EXACTLY_ONCE_SCHEDULES` says another number: 5,000 a night. */
const everyChange = 200;

/** What goes wrong in a run, in words, with how often. */
const weathers: readonly (Omit<FaultRates, 'seed'> & { readonly name: string })[] = [
  { name: 'any call may fail', before: 0.06, after: 0.06, crash: 0.04 },
  { name: 'answers are lost', after: 0.2 },
  { name: 'processes die often', crash: 0.15 },
  { name: 'the tables are throttled', before: 0.4, only: ['counts', 'countedIds', 'findings', 'templates'] },
  { name: 'one partition of the counts is full', before: 0.8, only: ['counts.add'] },
  { name: 'the bucket slows down', before: 0.5, after: 0.2, only: ['archive', 'quarantine', 'objects'] },
  { name: 'alerts and workflows are refused', before: 0.5, after: 0.3, only: ['alerts', 'remediation'] },
];

/** One run at random, the same for the same seed. */
export interface ScheduleRow {
  /** Such as `schedule 17, batches of 9: answers are lost`. */
  readonly name: string;
  readonly seed: number;
  /** Records or messages per batch; 1 to 12. */
  readonly batchSize: number;
  /** Fresh faults, so that a row can be run again. */
  readonly faults: () => FaultSchedule;
}

const wanted = (): number => {
  const asked = Number(process.env['EXACTLY_ONCE_SCHEDULES'] ?? everyChange);
  if (!Number.isSafeInteger(asked) || asked < 1) throw new RangeError('EXACTLY_ONCE_SCHEDULES is not a count.');
  return asked;
};

/**
 * So many schedules, drawn from a seed.
 *
 * @param seed  such as 20261129; 1, 2, 3, ... are drawn when absent
 */
export const schedulesOf = (count: number, seed?: number): readonly ScheduleRow[] =>
  scheduleSeeds(count, seed).map((ofRow, index) => {
    const weather = weathers[index % weathers.length] ?? { name: '' };
    const batchSize = 1 + Math.floor(seeded(ofRow)() * 12);
    const { name, ...rates } = weather;
    return {
      name: `schedule ${ofRow}, batches of ${batchSize}: ${name}`,
      seed: ofRow,
      batchSize,
      faults: () => randomFaults({ ...rates, seed: ofRow, limit: 10 }),
    };
  });

/**
 * The schedules of one function: its share of all. They are the same at every change, and others each night: `BELLWETHER_SEED` says which.
 *
 * @param share  in (0, 1]; the shares of the functions add up to 1
 */
export const schedulesFor = (share: number): readonly ScheduleRow[] =>
  schedulesOf(Math.ceil(wanted() * share), runSeed());
