import { replayAnswerSchema, replayKeyPrefix, replayShardPrefix } from '@bellwether/pipeline';
import type { FunctionInvoker, NoticeQueue, StreamWriter } from '@bellwether/ports';
import { replayCalls } from './replay-calls.ts';
import { NotForTarget, type ReplayTarget, type SendableItem } from './replay-target.ts';

/** Where an item can go besides a state folder. */
const otherTarget = ({ kind }: SendableItem): string => (kind === 'notice' ? '--to queue' : '--to lambda');

/**
 * Sends records into the stream, each by itself under the name of its replay: ingestion takes one that comes twice for itself.
 *
 * Records that have a place in a shard must not come this way: the stream gives them another.
 */
export const streamTarget = (stream: StreamWriter): ReplayTarget => ({
  send: async (item) => {
    const batch = item.kind === 'delivery' ? item.delivery.batch : undefined;
    if (!batch?.shard.startsWith(replayShardPrefix))
      throw new NotForTarget(`It has a place that a stream would not keep: send it with ${otherTarget(item)}.`);
    await stream.put(batch.records.map(({ data }) => ({ partitionKey: replayKeyPrefix + batch.shard, data })));
    return { events: batch.records.length, unreadable: 0 };
  },
  close: async () => undefined,
});

/** Tells a queue of objects again; the function behind it reads them. */
export const queueTarget = (queue: NoticeQueue): ReplayTarget => ({
  send: async (item) => {
    if (item.kind !== 'notice')
      throw new NotForTarget('A queue takes notices of objects alone: send it with --to lambda.');
    await queue.send(item.notice.body);
    return { events: 1, unreadable: 0 };
  },
  close: async () => undefined,
});

/**
 * Gives records and understood events to the function that ingests the stream, with the places they had, and waits for each
 * answer.
 *
 * @param lake  bucket they were read from, whose function does not archive them again; absent for a folder
 */
export const functionTarget = (ingest: FunctionInvoker, lake: string | undefined): ReplayTarget => ({
  send: async (item) => {
    if (item.kind === 'notice') throw new NotForTarget(`It is told on a queue: send it with ${otherTarget(item)}.`);
    let [events, unreadable] = [0, 0];
    for (const call of replayCalls(item, lake)) {
      const answer = replayAnswerSchema.parse(await ingest.invoke(call));
      events += answer.events;
      unreadable += answer.unreadable;
    }
    return { events, unreadable };
  },
  close: async () => undefined,
});
