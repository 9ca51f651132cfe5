import {
  changesAnswerSchema,
  functionNameOf,
  replayAnswerSchema,
  replayKeyPrefix,
  replayShardPrefix,
  type FailedChanges,
} from '@bellwether/pipeline';
import { topicMessageOf } from '@bellwether/outputs';
import type { FunctionInvoker, NoticeQueue, StreamWriter, TopicSender } from '@bellwether/ports';
import { replayCalls } from './replay-calls.ts';
import { NotForTarget, type ReplayTarget, type SendableItem, type Sent } from './replay-target.ts';

/** Where an item can go besides a state folder. */
const otherTarget = (item: SendableItem): string => {
  if (item.kind === 'notice') return '--to queue';
  if (item.kind === 'notification') return '--to topic';
  return `--to lambda${item.kind === 'changes' ? ` --function ${item.changes.functionName}` : ''}`;
};

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

/** Puts notices of objects on a queue again; the function behind it reads them. */
export const queueTarget = (queue: NoticeQueue): ReplayTarget => ({
  send: async (item) => {
    if (item.kind !== 'notice')
      throw new NotForTarget(`A queue takes notices of objects alone: send it with ${otherTarget(item)}.`);
    await queue.send(item.notice.body);
    return { events: 1, unreadable: 0 };
  },
  close: async () => undefined,
});

/** Puts before a message for whom it was and that it comes late. */
const lateReason = (output: string): string =>
  `This was for the output ${output}, which did not take it. It is sent late.`;

/** Publishes notifications on a topic, and takes each off its queue once it was taken. */
export const topicTarget = (topics: TopicSender, topicArn: string): ReplayTarget => ({
  send: async (item) => {
    if (item.kind !== 'notification')
      throw new NotForTarget(`A topic takes undelivered notifications alone: send it with ${otherTarget(item)}.`);
    const { output, notification } = item.undelivered;
    const reasons = [lateReason(output), ...notification.reasons];
    await topics.publish(topicMessageOf(topicArn, { ...notification, reasons }));
    await item.remove();
    return { events: 1, unreadable: 0 };
  },
  close: async () => undefined,
});

/** Gives changes of a table to the function that failed at them, as they came; what it took already it takes for itself. */
const sendChanges = async ({ path, event }: FailedChanges, failed: FunctionInvoker): Promise<Sent> => {
  const answer = changesAnswerSchema.parse(await failed.invoke(event));
  if (answer.batchItemFailures.length > 0) throw new Error(`The function could not take ${path}; its log says why.`);
  return { events: event.Records.length, unreadable: 0 };
};

/**
 * Gives records and understood events to the function that ingests the stream, with the places they had, and waits for each
 * answer; and to another function the changes that it failed at.
 *
 * @param name  the function's, or its ARN
 * @param lake  bucket they were read from, whose function does not archive them again; absent for a folder
 */
export const functionTarget = (invoker: FunctionInvoker, name: string, lake: string | undefined): ReplayTarget => ({
  send: async (item) => {
    if (item.kind === 'changes') {
      if (item.changes.functionName !== functionNameOf(name))
        throw new NotForTarget(`Another function failed at it: send it with ${otherTarget(item)}.`);
      return sendChanges(item.changes, invoker);
    }
    if (item.kind === 'notice' || item.kind === 'notification')
      throw new NotForTarget(`A function does not take it: send it with ${otherTarget(item)}.`);
    let [events, unreadable] = [0, 0];
    for (const call of replayCalls(item, lake)) {
      const answer = replayAnswerSchema.parse(await invoker.invoke(call));
      events += answer.events;
      unreadable += answer.unreadable;
    }
    return { events, unreadable };
  },
  close: async () => undefined,
});
