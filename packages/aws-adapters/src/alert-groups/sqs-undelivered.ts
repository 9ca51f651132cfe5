import type { UndeliveredNotifications, UndeliveredReader } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { sqsCalls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { SqsCalls } from '../sdk/sqs.ts';

/**
 * Messages that no attempt delivered, on a queue: the body is JSON of output, attempts and notification. Needs
 * `sqs:SendMessage` on it. A notification is bounded to some 10 KB; a message of SQS may have 256 KB and more.
 */
export const sqsUndelivered = (
  queueUrl: string,
  calls: Calls<Pick<SqsCalls, 'sendMessage'>> = sqsCalls,
): UndeliveredNotifications => ({
  keep: (undelivered) =>
    portCall('undelivered', 'keep', async () => {
      await (await calls()).sendMessage({ QueueUrl: queueUrl, MessageBody: JSON.stringify(undelivered) });
    }),
});

/** Maximum number of messages that SQS gives at a time. */
const maxReceived = 10;

/** How long SQS looks for messages on all its servers before it says that there is none. */
const waitSeconds = 2;

/** Answers in a row with nothing but messages that were given before, after which there is nothing else. */
const maxRepeated = 10;

/**
 * What rests on the queue. Needs `sqs:ReceiveMessage` and `sqs:DeleteMessage` on it. SQS may give a message twice; the second is passed over.
 */
export const sqsUndeliveredReader = (
  queueUrl: string,
  calls: Calls<Pick<SqsCalls, 'receiveMessage' | 'deleteMessage'>> = sqsCalls,
): UndeliveredReader => ({
  messages: async function* (hiddenSeconds) {
    const seen = new Set<string>();
    let repeated = 0;
    for (;;) {
      const { Messages = [] } = await portCall('undelivered', 'receive', async () =>
        (await calls()).receiveMessage({
          ...{ QueueUrl: queueUrl, MaxNumberOfMessages: maxReceived },
          ...{ VisibilityTimeout: hiddenSeconds, WaitTimeSeconds: waitSeconds },
        }),
      );
      const fresh = Messages.filter(({ MessageId }) => MessageId !== undefined && !seen.has(MessageId));
      // Messages come back when they were hidden for too short a time, and can be given before those that were not read yet.
      repeated = fresh.length === 0 ? repeated + 1 : 0;
      if (Messages.length === 0 || repeated >= maxRepeated) return;
      for (const { MessageId: id = '', Body: body = '', ReceiptHandle } of fresh) {
        seen.add(id);
        yield {
          id,
          body,
          remove: () =>
            portCall('undelivered', 'remove', async () => {
              await (await calls()).deleteMessage({ QueueUrl: queueUrl, ReceiptHandle });
            }),
        };
      }
    }
  },
});
