import { openChance } from '../chance/chance.ts';
import { chooserOf } from '../chance/weighted.ts';
import type { Chance } from '../chance/chance.ts';
import type { WeightedTable } from '../chance/weighted.ts';
import type { DailyCurve } from '../timetable/daily-curve.ts';
import type { World } from '../world/world.ts';
import type { LogSource } from './log-source.ts';

/** Writes one line. `task` is the short id of the container it runs in. */
export type WriteLine = (atMs: number, chance: Chance, task: string) => string;

/**
 * Streams of one container service, `checkout/checkout/3f2a...`, one a task, as the awslogs driver names them.
 *
 * @param release  tasks are replaced by a release: each has streams of its own, the same wherever it is asked for
 */
export const taskStreamsOf = (world: World, service: string, tasks: number, release = 0): readonly string[] => {
  const chance = openChance(world.seed, `tasks-${service}-${release}`);
  return Array.from({ length: tasks }, () => `${service}/${service}/${chance.hex(32)}`);
};

/** A service in containers: one line a unit, spread over its tasks. */
export const applicationSource = (service: {
  readonly name: string;
  readonly weight: number;
  readonly curve: DailyCurve;
  readonly tasks: number;
  readonly lines: WeightedTable<WriteLine>;
}): LogSource => {
  const chooseLine = chooserOf(service.lines);
  return {
    name: service.name,
    logGroup: `/application/${service.name}`,
    weight: service.weight,
    curve: service.curve,
    open: (world, chance) => {
      const streams = taskStreamsOf(world, service.name, service.tasks);
      return (atMs, emit) => {
        const stream = chance.pick(streams);
        const task = stream.slice(-12);
        emit(atMs, stream, chooseLine(chance)(atMs, chance, task));
      };
    },
  };
};
