import type { ReadContext, Reader } from '../../packages/log-readers/src/reader.ts';
import { readers } from '../../packages/log-readers/src/registry.ts';
import { maxTries, processorMs } from './processor-time.ts';

const context: ReadContext = {
  origin: { account: '', region: '', logGroup: '', logStream: '' },
  receivedMs: Date.UTC(2026, 10, 29),
};

/**
 * Gives a text to a reader, whether it recognises it or not.
 *
 * @throws Error when the outcome is not one that a reader may give
 */
const readInput = (reader: Reader, text: string): void => {
  const score = reader.recognise(text);
  if (!(score >= 0 && score <= 1)) throw new Error(`It recognised by ${score}.`);
  const outcome = reader.read({ text }, context);
  if (outcome.kind !== 'record') return;
  const { message, timestampMs } = outcome.record;
  if (typeof message !== 'string') throw new Error('It gave no message.');
  if (timestampMs !== undefined && !Number.isFinite(timestampMs)) throw new Error(`It gave the time ${timestampMs}.`);
};

/** The least time that something takes in a few tries, when it takes too long at first. */
const timeOf = (run: () => void, boundMs: number): number => {
  let leastMs = Infinity;
  for (let tries = 0; tries < maxTries && leastMs > boundMs; tries += 1) {
    const startMs = processorMs();
    run();
    leastMs = Math.min(leastMs, processorMs() - startMs);
  }
  return leastMs;
};

/** What became of an input: the time of all readers together, and the first that threw or took too long. */
export interface ReadInput {
  readonly ms: number;
  readonly reader: string;
  readonly problem?: string;
}

/** Gives a text to every reader; times each by itself only where all together took longer than one may. */
export const readByAll = (text: string, boundMs: number): ReadInput => {
  let reader = '';
  try {
    const ms = timeOf(() => {
      for (const one of readers) {
        reader = one.format;
        readInput(one, text);
      }
    }, boundMs);
    if (ms <= boundMs) return { ms, reader };
    for (const one of readers) {
      const own = timeOf(() => readInput(one, text), boundMs);
      if (own > boundMs) return { ms, reader: one.format, problem: `It took ${Math.round(own)} ms.` };
    }
    return { ms, reader };
  } catch (error) {
    return { ms: 0, reader, problem: `It threw: ${String(error)}` };
  }
};
