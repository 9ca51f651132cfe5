import { CrashError, portsWithFaults, type FaultSchedule, type Life } from '../faults.ts';
import type { Ports } from '@bellwether/ports';

/** How processes of a fleet come and go; each chance in [0, 1]. */
export interface FleetRates {
  /** An invocation gets a new process although warm ones are idle. */
  readonly boot: number;
  /** A call of a port stops an invocation, which goes on when it is thawed. */
  readonly freeze: number;
  /** Freezes of a run at most, so that it comes to an end. */
  readonly maxFreezes: number;
}

/** What became of an invocation. `frozen`: it gave no answer and has not ended; whoever waits takes it for lost. */
export type InvocationOutcome<Answer> =
  | { readonly kind: 'done'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'crashed' }
  | { readonly kind: 'frozen' };

interface Process<Handler> {
  readonly handler: Handler;
  readonly life: Life;
  readonly gate: Gate;
}

/** Stops at most one call of a process at a time, before its effect. */
interface Gate {
  /** Awaited by every call. */
  pass(): Promise<void> | void;
  /** Arms the gate for one invocation. */
  arm(onFrozen: () => void): void;
  disarm(): void;
  thaw(): void;
}

const openGate = (isNext: () => boolean): Gate => {
  let onFrozen: (() => void) | undefined;
  let thaw: (() => void) | undefined;
  return {
    pass: () => {
      if (onFrozen === undefined || !isNext()) return undefined;
      const report = onFrozen;
      onFrozen = undefined;
      return new Promise<void>((resolve) => {
        thaw = resolve;
        report();
      });
    },
    arm: (report) => {
      onFrozen = report;
    },
    disarm: () => {
      onFrozen = undefined;
    },
    thaw: () => thaw?.(),
  };
};

/** Ports whose calls wait at the gate; the clock and listings, which give no promise, do not. */
const gated = <Some extends object>(ports: Some, gate: Gate): Some =>
  Object.fromEntries(
    Object.entries(ports).map(([name, port]: [string, object]) => [
      name,
      name === 'clock'
        ? port
        : new Proxy(port, {
            get: (target, property, receiver) => {
              const value: unknown = Reflect.get(target, property, receiver);
              if (typeof value !== 'function') return value;
              return async (...given: unknown[]): Promise<unknown> => {
                await gate.pass();
                return (await Reflect.apply(value, target, given)) as unknown;
              };
            },
          }),
    ]),
  ) as Some;

/** The processes of one function, of which several may be alive at a time. */
export interface Fleet<Handler> {
  /** Invokes an idle process: a warm one, however long it has been idle, or a new one. */
  invoke<Answer>(call: (handler: Handler) => Promise<Answer>): Promise<InvocationOutcome<Answer>>;
  /** Lets the invocation that has been frozen longest go on to its end, whatever has happened since. */
  thaw(): Promise<void>;
  /** Invocations that are frozen; integer. */
  readonly frozen: number;
  /** What became of invocations, and how many processes were started; for assertions. */
  readonly seen: Readonly<Record<'booted' | 'reused' | 'frozen' | 'crashed', number>>;
}

/**
 * Opens a fleet. An invocation that froze is a zombie: its batch is given to another process, and it writes what it was about to
 * write when that one has long gone on. Its process is warm afterwards, and knows what it knew before.
 *
 * @param chance  draws in [0, 1), repeatable
 * @param open  composes the handler over ports that fail and freeze
 */
export const openFleet = <Some extends Partial<Ports>, Handler>(
  ports: Some,
  { chance, faults, rates }: { chance: () => number; faults: FaultSchedule; rates: FleetRates },
  open: (faulty: Some) => Handler,
): Fleet<Handler> => {
  const idle: Process<Handler>[] = [];
  const frozen: { readonly process: Process<Handler>; readonly ended: Promise<unknown> }[] = [];
  const seen = { booted: 0, reused: 0, frozen: 0, crashed: 0 };
  const boot = (): Process<Handler> => {
    seen.booted += 1;
    const life: Life = { isDead: false };
    const gate = openGate(() => seen.frozen < rates.maxFreezes && chance() < rates.freeze);
    return { handler: open(gated(portsWithFaults(ports, faults, life), gate)), life, gate };
  };
  const take = (): Process<Handler> => {
    const [warm] = chance() < rates.boot ? [] : idle.splice(Math.floor(chance() * idle.length), 1);
    if (warm === undefined) return boot();
    seen.reused += 1;
    return warm;
  };
  return {
    seen,
    get frozen() {
      return frozen.length;
    },
    invoke: async <Answer>(call: (handler: Handler) => Promise<Answer>): Promise<InvocationOutcome<Answer>> => {
      const process = take();
      const stopped = new Promise<{ readonly kind: 'frozen' }>((resolve) =>
        process.gate.arm(() => {
          seen.frozen += 1;
          resolve({ kind: 'frozen' });
        }),
      );
      const ended = call(process.handler).then(
        (answer): InvocationOutcome<Answer> => (process.life.isDead ? { kind: 'crashed' } : { kind: 'done', answer }),
        (error: unknown): InvocationOutcome<Answer> =>
          error instanceof CrashError || process.life.isDead ? { kind: 'crashed' } : { kind: 'failed', error },
      );
      const outcome = await Promise.race([ended, stopped]);
      process.gate.disarm();
      if (outcome.kind === 'frozen') frozen.push({ process, ended });
      else if (outcome.kind === 'crashed') seen.crashed += 1;
      else idle.push(process);
      return outcome;
    },
    thaw: async () => {
      const one = frozen.shift();
      if (one === undefined) return;
      one.process.gate.thaw();
      await one.ended;
      if (!one.process.life.isDead) idle.push(one.process);
    },
  };
};
