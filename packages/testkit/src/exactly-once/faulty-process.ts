import type { Ports } from '@bellwether/ports';
import { portsWithFaults } from '../faults.ts';
import type { FaultSchedule, Life } from '../faults.ts';

/** A process as Lambda starts it: a handler with nothing in its memory yet, which may die. */
export interface FaultyProcess<Handler> {
  readonly handler: Handler;
  readonly isDead: () => boolean;
}

/** Starts processes whose ports fail as the schedule says. All of them share the stores and the schedule, none its memory. */
export const faultyProcesses =
  <Some extends Partial<Ports>, Handler>(
    ports: Some,
    schedule: FaultSchedule,
    open: (faulty: Some) => Handler,
  ): (() => FaultyProcess<Handler>) =>
  () => {
    const life: Life = { isDead: false };
    return { handler: open(portsWithFaults(ports, schedule, life)), isDead: () => life.isDead };
  };

/** What handlers are observed by, when nobody looks. */
export const unobserved = {
  log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  metrics: { add: () => undefined, addSplit: () => undefined, publish: () => undefined },
};
