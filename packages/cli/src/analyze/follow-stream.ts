import { setTimeout as wait } from 'node:timers/promises';
import type { SpooledInput } from './spool.ts';

/** Milliseconds after which a stream that has not ended is looked at for the first time. */
const firstLookMs = 3_000;
/** A look may take one part in so many of the time: looking costs more the longer the stream is. */
const restPerLook = 4;

/**
 * Waits for the end of a stream, and looks at what came until then from time to time, as `tail -f x | bellwether analyze -` asks for. Nothing
 * is looked at twice.
 *
 * @param look  called one at a time, when whole lines came since the last look
 * @throws Error with `code` when the disk is full, or the stream fails
 */
export const followStream = async (
  stream: SpooledInput,
  look: () => Promise<void>,
  now: () => number,
  minWaitMs = firstLookMs,
): Promise<void> => {
  let lookedBytes = 0;
  let waitMs = minWaitMs;
  for (;;) {
    const stop = new AbortController();
    const pause = wait(waitMs, 'paused', { signal: stop.signal }).catch(() => 'stopped');
    const first = await Promise.race([stream.ended.then(() => 'ended'), pause]);
    stop.abort();
    if (first === 'ended') return;
    if (stream.wholeBytes === lookedBytes) continue;
    lookedBytes = stream.wholeBytes;
    const startedMs = now();
    await look();
    waitMs = Math.max(minWaitMs, restPerLook * (now() - startedMs));
  }
};
