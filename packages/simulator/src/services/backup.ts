import { isoSeconds, ceilSecond } from '../text/times.ts';
import { chooserOf } from '../chance/weighted.ts';
import { nightJob } from '../timetable/daily-curve.ts';
import { instancesOf } from '../world/world.ts';
import type { WriteLine } from './application-source.ts';
import type { LogSource } from './log-source.ts';

/** What the backup says; the time stands in front of the program's name, with second resolution. */
const chooseLine = chooserOf<WriteLine>([
  [
    12,
    (atMs, chance) =>
      `${isoSeconds(atMs)} backup[411]: info: uploaded part ${chance.whole(1, 900)} of base-${chance.hex(6)} (${chance.whole(12, 64)} MiB)`,
  ],
  [4, (atMs, chance) => `${isoSeconds(atMs)} backup[411]: info: verified checksum ${chance.hex(16)}, 0 errors`],
  [
    1,
    (atMs, chance) =>
      `${isoSeconds(atMs)} backup[411]: warning: upload slow (${chance.around(4, 0.3).toFixed(1)} MiB/s), retrying part ${chance.whole(1, 900)}`,
  ],
]);

/** The nightly backup: busy from 01:00 to 03:00 UTC, silent by day, and that silence means nothing. */
export const backup: LogSource = {
  name: 'backup',
  logGroup: '/application/backup',
  weight: 0.6,
  curve: nightJob(1, 3),
  open: (world, chance) => {
    const host = chance.pick(instancesOf(world, 'backup'));
    return (atMs, emit) => {
      const secondMs = ceilSecond(atMs);
      emit(secondMs, host.id, chooseLine(chance)(secondMs, chance, ''));
    };
  },
};
