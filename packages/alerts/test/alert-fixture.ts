import { PortError, type NotificationOutput } from '@bellwether/ports';
import {
  type FaultSchedule,
  makeFinding,
  type MemoryAlertGroups,
  memoryAlertGroups,
  memoryClock,
  type MemoryClock,
  memoryOutput,
  type MemoryOutput,
  memoryUndelivered,
  type MemoryUndelivered,
  plannedFaults,
  sampleTimeMs,
  seeded,
  withFaults,
  type Life,
} from '@bellwether/testkit';
import type { Finding } from '@bellwether/log-model';
import {
  type AlertPolicy,
  defaultGrouping,
  dispatchDue,
  type Dispatched,
  type DispatchedSightings,
  dispatchSightings,
  type DispatchPorts,
  type DispatchSettings,
  type Sighting,
} from '@bellwether/alerts';

export const minuteMs = 60_000;

export const sighting = (changes: Partial<Finding> = {}): Sighting => {
  const finding = makeFinding({ severity: 'WARNING', windowStartMs: sampleTimeMs, ...changes });
  return { finding, raisedMs: finding.firstSeenMs };
};

/** Findings of one rule, each of a candidate of its own. */
export const sightings = (count: number, changes: Partial<Finding> = {}): readonly Sighting[] =>
  Array.from({ length: count }, (_, index) =>
    sighting({
      id: `${changes.rule ?? 'rule'}-${index}`,
      dedupeKey: `key-${index}`,
      scope: `111122223333:/app/${index % 7}`,
      lastSeenMs: sampleTimeMs + 2_000 + index,
      count: 1 + (index % 3),
      ...changes,
    }),
  );

export const policyOf = (changes: Partial<AlertPolicy> = {}): AlertPolicy => ({
  alertMinSeverity: 'WARNING',
  anomalyMinScore: 0,
  grouping: defaultGrouping,
  mutes: [],
  routes: [],
  ...changes,
});

/** A dispatcher over stores in memory, whose clock stands until it is moved. */
export interface Desk {
  readonly groups: MemoryAlertGroups;
  readonly output: MemoryOutput;
  readonly undelivered: MemoryUndelivered;
  readonly clock: MemoryClock;
  policy: AlertPolicy;
  readonly failures: unknown[];
  see(...seen: readonly Sighting[]): Promise<DispatchedSightings>;
  /** Lets minutes pass and the schedule run at the end of each. */
  pass(minutes: number): Promise<Dispatched>;
}

export interface DeskOptions {
  readonly policy?: Partial<AlertPolicy>;
  readonly outputs?: readonly NotificationOutput[];
  /** Faults of every store and output. */
  readonly faults?: FaultSchedule;
  readonly seed?: number;
  readonly askedWaitMs?: () => number;
}

export const makeDesk = ({
  policy = {},
  outputs = [],
  faults = plannedFaults({}),
  seed = 1,
  askedWaitMs,
}: DeskOptions = {}): Desk => {
  const [groups, undelivered, clock] = [memoryAlertGroups(), memoryUndelivered(), memoryClock()];
  const output = memoryOutput('default');
  const failures: unknown[] = [];
  const next = seeded(seed);
  /** One invocation, in a process of its own that may die. */
  const open = (): { readonly ports: DispatchPorts; readonly settings: DispatchSettings } => {
    const life: Life = { isDead: false };
    return {
      ports: {
        groups: withFaults('groups', groups, faults, life),
        undelivered: withFaults('undelivered', undelivered, faults, life),
        clock,
        chance: { next },
        ...(askedWaitMs ? { askedWaitMs } : {}),
        onFailure: (_, error) => failures.push(error),
      },
      settings: {
        policy: desk.policy,
        outputs: {
          named: (name) => {
            const known = [output, ...outputs].find((one) => one.name === name);
            if (!known) throw new PortError('outputs', name, false);
            return withFaults(`output-${name}`, known, faults, life);
          },
        },
      },
    };
  };
  const desk: Desk = {
    groups,
    output,
    undelivered,
    clock,
    failures,
    policy: policyOf(policy),
    see: async (...seen) => {
      const { ports, settings } = open();
      return dispatchSightings(ports, settings, seen);
    },
    pass: async (minutes) => {
      let last: Dispatched | undefined;
      for (let minute = 0; minute < minutes; minute += 1) {
        clock.set(clock.now() + minuteMs);
        const { ports, settings } = open();
        last = await dispatchDue(ports, settings);
      }
      if (!last) throw new RangeError('Let at least a minute pass.');
      return last;
    },
  };
  return desk;
};

export const notificationsOf = ({ delivered }: MemoryOutput): readonly string[] =>
  delivered.map(({ kind, findings }) => `${kind} ${findings}`);
