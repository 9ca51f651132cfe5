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
 * Sends records into the stream, each under the id of its replay, so that ingestion recognises one that is sent twice.
 *
 * Records with a position in a shard must not be sent this way: the stream gives them another position.
 */
export const streamTarget = (stream: StreamWriter): ReplayTarget => ({
  send: async (item) => {
    const batch = item.kind === 'delivery' ? item.delivery.batch : undefined;
    if (!batch?.shard.startsWith(replayShardPrefix))
      throw new NotForTarget(`It has a position that a stream would not keep: send it with ${otherTarget(item)}.`);
    await stream.put(batch.records.map(({ data }) => ({ partitionKey: replayKeyPrefix + batch.shard, data })));
    return { events: batch.records.length, unreadable: 0 };
  },
  close: async () => undefined,
});

/** Puts notices of objects back on a queue; the function that reads the queue processes them. */
export const queueTarget = (queue: NoticeQueue): ReplayTarget => ({
  send: async (item) => {
    if (item.kind !== 'notice')
      throw new NotForTarget(`A queue takes only notices of objects: send it with ${otherTarget(item)}.`);
    await queue.send(item.notice.body);
    return { events: 1, unreadable: 0 };
  },
  close: async () => undefined,
});

/** Prepends the output a message was meant for, and that it is sent late. */
const lateReason = (output: string): string =>
  `This was meant for the output ${output}, which did not accept it. It is sent late.`;

/** Publishes notifications on a topic, and removes each from its queue once the topic has accepted it. */
export const topicTarget = (topics: TopicSender, topicArn: string): ReplayTarget => ({
  send: async (item) => {
    if (item.kind !== 'notification')
      throw new NotForTarget(`A topic takes only undelivered notifications: send it with ${otherTarget(item)}.`);
    const { output, notification } = item.undelivered;
    const reasons = [lateReason(output), ...notification.reasons];
    await topics.publish(topicMessageOf(topicArn, { ...notification, reasons }));
    await item.remove();
    return { events: 1, unreadable: 0 };
  },
  close: async () => undefined,
});

/** Sends raw changes of a table to the function that failed on them; the function ignores those that it has processed. */
const sendChanges = async ({ path, event }: FailedChanges, failed: FunctionInvoker): Promise<Sent> => {
  const answer = changesAnswerSchema.parse(await failed.invoke(event));
  if (answer.batchItemFailures.length > 0) throw new Error(`The function could not process ${path}; its log says why.`);
  return { events: event.Records.length, unreadable: 0 };
};

/**
 * Sends records and understood events, with their original positions, to the function that ingests the stream, and waits for each
 * answer. Sends changes to the function that failed on them.
 *
 * @param name  the function's, or its ARN
 * @param lake  bucket that they were read from; the function does not archive them there again. Absent for a folder
 */
export const functionTarget = (invoker: FunctionInvoker, name: string, lake: string | undefined): ReplayTarget => ({
  send: async (item) => {
    if (item.kind === 'changes') {
      if (item.changes.functionName !== functionNameOf(name))
        throw new NotForTarget(`Another function failed on it: send it with ${otherTarget(item)}.`);
      return sendChanges(item.changes, invoker);
    }
    if (item.kind === 'notice' || item.kind === 'notification')
      throw new NotForTarget(`A function does not accept it: send it with ${otherTarget(item)}.`);
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
