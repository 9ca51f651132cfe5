import { seeded } from '../seeded.ts';

type Handler = (event: unknown) => Promise<void>;

export interface AsynchronousOptions {
  /** Makes a process. Asked again after one died, as Lambda starts another. */
  readonly boot: () => { readonly handler: Handler; readonly isDead: () => boolean };
  /** Times that one event is given until it goes to the failure destination; Lambda's own number is 3. */
  readonly attempts?: number;
  /** Mixes the order, puts failed events after others, and gives some again though they succeeded; in order when absent. */
  readonly seed?: number;
}

/** Events given up on, as Lambda hands them to the failure destination. */
export interface AsynchronousReport {
  readonly givenUp: readonly unknown[];
  readonly invocations: number;
}

/** Gives events to a handler as Lambda does when nobody waits: at least once, in any order, some of them again and again. */
export const invokeAsynchronously = async (
  events: readonly unknown[],
  { boot, attempts = 3, seed }: AsynchronousOptions,
): Promise<AsynchronousReport> => {
  const chance = seed === undefined ? undefined : seeded(seed);
  const waiting = events.map((event) => ({ event, attempts: 0 }));
  const givenUp: unknown[] = [];
  let process = boot();
  let invocations = 0;
  while (waiting.length > 0) {
    const at = chance === undefined ? 0 : Math.floor(chance() * waiting.length);
    const [next] = waiting.splice(at, 1);
    if (next === undefined) break;
    invocations += 1;
    try {
      await process.handler(next.event);
      if (chance !== undefined && chance() < 0.15) waiting.push({ event: next.event, attempts: 0 });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const tried = { ...next, attempts: next.attempts + 1 };
      if (tried.attempts >= attempts) givenUp.push(next.event);
      else if (chance === undefined) waiting.unshift(tried);
      else waiting.push(tried);
    }
    if (process.isDead()) process = boot();
  }
  return { givenUp, invocations };
};
