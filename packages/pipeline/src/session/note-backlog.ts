import { countWindowMs } from '@bellwether/log-model';
import type { Ports } from '@bellwether/ports';
import type { Ingest } from './ingest.ts';

/**
 * How long a record may wait for its batch before its shard has a backlog, in milliseconds: a count window. The schedule judges a
 * window no earlier than that after its end.
 */
export const maxWaitMs = countWindowMs;

type BacklogPorts = Pick<Ports, 'clock'> & Partial<Pick<Ports, 'lateWindows'>>;

/**
 * Notes, before anything is read of a batch, that its records had to wait, so that nobody takes what is not counted yet for a silence. A
 * batch that fails each time is noted each time.
 *
 * @param shard  what is read in order: a shard, or a queue
 * @param oldestArrivalMs  epoch milliseconds UTC
 */
export const noteBacklog = async (ports: BacklogPorts, shard: string, oldestArrivalMs: number): Promise<void> => {
  const notedAtMs = ports.clock.now();
  if (notedAtMs - oldestArrivalMs > maxWaitMs)
    await ports.lateWindows?.noteBacklog({ shard, oldestArrivalMs, notedAtMs });
};

/** An ingestion that notes which batches had to wait. Not for replays: theirs are old by themselves. */
export const notingBacklog =
  (ports: BacklogPorts, ingest: Ingest): Ingest =>
  async (batch) => {
    const oldestMs = batch.records.reduce((oldest, { arrivalMs }) => Math.min(oldest, arrivalMs), Infinity);
    await noteBacklog(ports, batch.shard, oldestMs);
    return ingest(batch);
  };
