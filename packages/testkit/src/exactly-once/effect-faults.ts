import type { Fault, FaultSchedule } from '../faults.ts';

/** A schedule without faults that notes which calls are made. */
export interface NotingSchedule extends FaultSchedule {
  /** Calls made, as `port.method`, each once, in the order of the first. */
  readonly calls: ReadonlySet<string>;
}

export const notingFaults = (): NotingSchedule => {
  const calls = new Set<string>();
  return {
    given: [],
    calls,
    next: (port, method) => {
      calls.add(`${port}.${method}`);
      return 'none';
    },
  };
};

/** What may go wrong with a call, in words. */
const faultNames: Readonly<Record<Exclude<Fault, 'none'>, string>> = {
  before: 'is refused or throttled before its effect',
  after: 'has its effect and its answer is lost',
  crash_before: 'is where the process dies, before the effect',
  crash_after: 'is where the process dies, after the effect',
};

export interface FaultRow {
  /** Such as `counts.add has its effect and its answer is lost`. */
  readonly name: string;
  readonly call: string;
  readonly fault: Exclude<Fault, 'none'>;
}

/** Every fault at every call: the rows of a table of tests. */
export const everyFault = (calls: Iterable<string>): readonly FaultRow[] =>
  [...calls].flatMap((call) =>
    (Object.keys(faultNames) as (keyof typeof faultNames)[]).map((fault) => ({
      name: `${call} ${faultNames[fault]}`,
      call,
      fault,
    })),
  );
