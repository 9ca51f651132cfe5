import { setTimeout as wait } from 'node:timers/promises';
import { openStream, type ReadOutcome } from '@bellwether/log-model';
import type { LogGroupEvent, LogGroupReader } from '@bellwether/ports';

/** What came in one reading of a log stream. */
export interface StreamOutcomes {
  readonly logStream: string;
  readonly outcomes: readonly ReadOutcome[];
}

export interface TailLogGroupOptions {
  /** Events from this time on, epoch milliseconds UTC. */
  readonly sinceMs: number;
  readonly follow: boolean;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly pollMs?: number;
}

/** Milliseconds between two readings of a group; the service allows a few calls a second for a whole account. */
const defaultPollMs = 5_000;
/** An event may arrive so much later than its time: each reading goes back as far. Milliseconds. */
const lateMs = 60_000;
/** Pages of one reading. What is beyond is read the next time. */
const maxPages = 50;

/** Ids of events that were read, as long as a reading may meet them again. */
const createSeen = (): { readonly isNew: (event: LogGroupEvent) => boolean; forgetBefore(timeMs: number): void } => {
  const seen = new Map<string, number>();
  return {
    isNew: ({ id, timestampMs }) => {
      if (seen.has(id)) return false;
      seen.set(id, timestampMs);
      return true;
    },
    forgetBefore: (timeMs) => {
      for (const [id, timestampMs] of seen) if (timestampMs < timeMs) seen.delete(id);
    },
  };
};

const readOnce = async (
  reader: LogGroupReader,
  logGroup: string,
  sinceMs: number,
): Promise<{ readonly events: readonly LogGroupEvent[]; readonly isWhole: boolean }> => {
  const events: LogGroupEvent[] = [];
  let from: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const read = await reader.page(logGroup, sinceMs, from);
    events.push(...read.events);
    if (read.next === undefined) return { events, isWhole: true };
    from = read.next;
  }
  return { events, isWhole: false };
};

const byStream = (events: readonly LogGroupEvent[]): ReadonlyMap<string, readonly LogGroupEvent[]> => {
  const streams = new Map<string, LogGroupEvent[]>();
  for (const event of events) {
    const ofStream = streams.get(event.logStream);
    if (ofStream === undefined) streams.set(event.logStream, [event]);
    else ofStream.push(event);
  }
  return streams;
};

/**
 * Outcomes of a log group as they arrive, those of one log stream together. Each event is given once, also when it arrives up to a minute
 * late.
 *
 * @throws PortError when the group does not exist or may not be read
 */
export async function* tailLogGroup(
  reader: LogGroupReader,
  logGroup: string,
  { sinceMs, follow, signal, now, pollMs = defaultPollMs }: TailLogGroupOptions,
): AsyncGenerator<StreamOutcomes, void, undefined> {
  const seen = createSeen();
  let fromMs = sinceMs;
  while (!signal.aborted) {
    const startedMs = now();
    const { events, isWhole } = await readOnce(reader, logGroup, fromMs);
    const fresh = events.filter(seen.isNew).toSorted((left, right) => left.timestampMs - right.timestampMs);
    for (const [logStream, ofStream] of byStream(fresh)) {
      const stream = openStream({ account: '', region: '', logGroup, logStream }, { receivedMs: startedMs });
      const read = ofStream.flatMap(({ id, timestampMs, text }, index) =>
        stream.push({ id, timestampMs, text }, index),
      );
      yield { logStream, outcomes: [...read, ...stream.flush()].map(({ outcome }) => outcome) };
    }
    if (isWhole && !follow) return;
    const lastMs = events.reduce((latest, { timestampMs }) => Math.max(latest, timestampMs), fromMs);
    fromMs = Math.max(fromMs, isWhole ? Math.min(lastMs, startedMs) - lateMs : lastMs);
    seen.forgetBefore(fromMs);
    if (isWhole && !(await wait(pollMs, true, { signal }).catch(() => false))) return;
  }
}
