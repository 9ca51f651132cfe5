import { setTimeout as wait } from 'node:timers/promises';

/** What stands for a pause among items. */
export const pause = Symbol('pause');

/**
 * Items as they come, with a `pause` whenever none came for `pauseMs`: what waits for the next item may then be taken for whole.
 *
 * @throws what the items throw
 */
export async function* withPauses<Item>(
  items: AsyncIterable<Item>,
  pauseMs: number,
): AsyncGenerator<Item | typeof pause, void, undefined> {
  const iterator = items[Symbol.asyncIterator]();
  try {
    let next = iterator.next();
    for (;;) {
      const stop = new AbortController();
      const quiet = wait(pauseMs, pause, { signal: stop.signal }).catch((): typeof pause => pause);
      const first = await Promise.race([next, quiet]);
      stop.abort();
      if (first === pause) {
        yield pause;
        continue;
      }
      if (first.done === true) return;
      yield first.value;
      next = iterator.next();
    }
  } finally {
    await iterator.return?.();
  }
}
