import { seeded } from '../seeded.ts';

/**
 * Seeds of the fault schedules of one run.
 *
 * Without a seed they are 1, 2, 3, ...: a change fails on every machine or on none. With one they are drawn from it, so that two
 * nights do not try the same schedules.
 *
 * @param count  integer, 0 or more
 * @param runSeed  what `BELLWETHER_SEED` says, such as 20261129; integer
 * @returns integers from 1 to 2^31 - 1
 * @example scheduleSeeds(3) // [1, 2, 3]
 */
export const scheduleSeeds = (count: number, runSeed?: number): readonly number[] => {
  if (runSeed === undefined) return Array.from({ length: count }, (_, index) => index + 1);
  const draw = seeded(runSeed);
  return Array.from({ length: count }, () => 1 + Math.floor(draw() * (2 ** 31 - 1)));
};
