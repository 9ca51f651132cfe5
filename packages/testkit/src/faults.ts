import { PortError } from '@bellwether/ports';
import type { Ports } from '@bellwether/ports';
import { seeded } from './seeded.ts';

/** The process died: what it was doing has no result, and it does nothing more. */
export class CrashError extends Error {
  constructor(point: string) {
    super(`The process died at ${point}.`);
    this.name = 'CrashError';
  }
}

/** A process that may die. Every port it uses does nothing once it is dead, even where the crash was caught. */
export interface Life {
  isDead: boolean;
}

/**
 * What happens to one call. `before`: it fails and has no effect. `after`: it has its effect and fails all the same, as
 * when the answer is lost. `crash_before` and `crash_after`: the process dies there.
 */
export type Fault = 'none' | 'before' | 'after' | 'crash_before' | 'crash_after';

export interface FaultSchedule {
  /** What happens to the next call of a method. */
  next(port: string, method: string): Fault;
  /** Every fault given so far, as `port.method fault`, in order. */
  readonly given: readonly string[];
}

export interface FaultRates {
  /** Integer; the same seed gives the same faults to the same calls. */
  readonly seed: number;
  /** Chance of each fault a call, in [0, 1]; together at most 1. */
  readonly before?: number;
  readonly after?: number;
  readonly crash?: number;
  /** Faults at most, so that a run with retries comes to an end; 100 by default. */
  readonly limit?: number;
  /** Calls that may fail, as `port` or `port.method`; all by default. */
  readonly only?: readonly string[];
}

/** Faults by chance, repeatable by seed. */
export const randomFaults = ({
  seed,
  before = 0,
  after = 0,
  crash = 0,
  limit = 100,
  only,
}: FaultRates): FaultSchedule => {
  const chance = seeded(seed);
  const given: string[] = [];
  const pick = (): Fault => {
    const drawn = chance();
    const kinds: readonly (readonly [Fault, number])[] = [
      ['before', before],
      ['after', after],
      ['crash_before', crash / 2],
      ['crash_after', crash / 2],
    ];
    let bound = 0;
    for (const [fault, rate] of kinds) {
      bound += rate;
      if (drawn < bound) {
        return fault;
      }
    }
    return 'none';
  };
  return {
    given,
    next: (port, method) => {
      const mayFail =
        given.length < limit && (only === undefined || only.includes(port) || only.includes(`${port}.${method}`));
      const fault = mayFail ? pick() : 'none';
      if (fault !== 'none') {
        given.push(`${port}.${method} ${fault}`);
      }
      return fault;
    },
  };
};

/** Faults at given calls: the key is `port.method`, the list says what happens to the first call, the second, and so on. */
export const plannedFaults = (plan: Readonly<Record<string, readonly Fault[]>>): FaultSchedule => {
  const calls = new Map<string, number>();
  const given: string[] = [];
  return {
    given,
    next: (port, method) => {
      const key = `${port}.${method}`;
      const call = calls.get(key) ?? 0;
      calls.set(key, call + 1);
      const fault = plan[key]?.[call] ?? 'none';
      if (fault !== 'none') {
        given.push(`${key} ${fault}`);
      }
      return fault;
    },
  };
};

const failed = (port: string, method: string, fault: Fault): PortError =>
  new PortError(port, method, true, { cause: new Error(`A planned fault: ${fault}.`) });

const callWithFault = async (
  port: string,
  method: string,
  schedule: FaultSchedule,
  life: Life,
  call: () => unknown,
): Promise<unknown> => {
  const die = (): never => {
    life.isDead = true;
    throw new CrashError(`${port}.${method}`);
  };
  if (life.isDead) {
    die();
  }
  const fault = schedule.next(port, method);
  if (fault === 'before') {
    throw failed(port, method, fault);
  }
  if (fault === 'crash_before') {
    die();
  }
  const result = await call();
  if (fault === 'after') {
    throw failed(port, method, fault);
  }
  // Another call of the same process may have died meanwhile: this one's answer reaches nobody.
  return fault === 'crash_after' || life.isDead ? die() : result;
};

/**
 * A port whose calls fail as the schedule says. Every method is wrapped, found by reflection; what is not a method is as it was.
 *
 * @param port  its methods must give promises, as all ports do but the clock
 */
export const withFaults = <Port extends object>(
  name: string,
  port: Port,
  schedule: FaultSchedule,
  life: Life = { isDead: false },
): Port =>
  new Proxy(port, {
    get: (target, property, receiver) => {
      const value: unknown = Reflect.get(target, property, receiver);
      if (typeof value !== 'function' || typeof property === 'symbol') {
        return value;
      }
      return (...given: unknown[]) =>
        callWithFault(name, property, schedule, life, () => Reflect.apply(value, target, given) as unknown);
    },
  });

/** All ports with faults but the clock, which cannot fail. */
export const portsWithFaults = <Some extends Partial<Ports>>(
  ports: Some,
  schedule: FaultSchedule,
  life: Life = { isDead: false },
): Some =>
  Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [
      name,
      name === 'clock' ? port : withFaults(name, port as object, schedule, life),
    ]),
  ) as Some;

/** Opens ports whose calls fail as the schedule says; a call is known by the name that its port was opened by. */
export const openingWithFaults =
  (open: (name: string) => Promise<object>, schedule: FaultSchedule, life: Life = { isDead: false }) =>
  async (name: string): Promise<object> =>
    withFaults(name, await open(name), schedule, life);
