import { seeded } from '../seeded.ts';

type Answer = { readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] };
type Handler = (event: unknown) => Promise<Answer>;

export interface QueueOptions {
  /** Makes a process. Asked again after one died, as Lambda starts another. */
  readonly boot: () => { readonly handler: Handler; readonly isDead: () => boolean };
  /** Maximum number of messages per batch; 1 to 10. */
  readonly batchSize?: number;
  /** Times that a message is given until it goes to the dead-letter queue. */
  readonly maxReceives?: number;
  /** Mixes the order and gives some messages again though they were done; in order when absent. */
  readonly seed?: number;
}

export interface QueueReport {
  /** Bodies of messages in the dead-letter queue. */
  readonly dead: readonly string[];
  /** Times that a message was given, all messages together. */
  readonly receives: number;
}

interface Waiting {
  readonly messageId: string;
  readonly body: string;
  receives: number;
}

const sentMs = Date.UTC(2026, 0, 15, 12, 30);

const recordOf = ({ messageId, body, receives }: Waiting) => ({
  messageId,
  receiptHandle: `receipt-${messageId}-${receives}`,
  body,
  attributes: { SentTimestamp: String(sentMs), ApproximateReceiveCount: String(receives) },
  eventSource: 'aws:sqs',
});

/** The messages of a batch that are given again: those named, or all after a throw, a death or a name that is none of theirs. */
const failedOf = async (batch: readonly Waiting[], handler: Handler, isDead: () => boolean) => {
  try {
    const answer = await handler({ Records: batch.map(recordOf) });
    if (isDead()) return batch;
    const named = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const failed = batch.filter(({ messageId }) => named.has(messageId));
    return failed.length === named.size ? failed : batch;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return batch;
  }
};

/** Gives messages to a handler as a standard queue with partial batches does: at least once, in any order. */
export const runQueue = async (
  bodies: readonly string[],
  { boot, batchSize = 10, maxReceives = 5, seed }: QueueOptions,
): Promise<QueueReport> => {
  const chance = seed === undefined ? undefined : seeded(seed);
  let waiting: Waiting[] = bodies.map((body, index) => ({ messageId: `message-${index}`, body, receives: 0 }));
  const dead: string[] = [];
  let process = boot();
  let receives = 0;
  while (waiting.length > 0) {
    if (chance !== undefined)
      waiting = waiting
        .map((one) => ({ one, at: chance() }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one);
    const batch = waiting.splice(0, batchSize);
    for (const message of batch) message.receives += 1;
    receives += batch.length;
    const failed = await failedOf(batch, process.handler, process.isDead);
    for (const message of batch) {
      const isFailed = failed.includes(message);
      if (isFailed && message.receives >= maxReceives) dead.push(message.body);
      else if (isFailed) waiting.push(message);
      else if (chance !== undefined && chance() < 0.15) waiting.push(message);
    }
    if (process.isDead()) process = boot();
  }
  return { dead, receives };
};
