import type { UndeliveredNotifications } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { sqsCalls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { SqsCalls } from '../sdk/sqs.ts';

/**
 * Messages that no attempt delivered, on a queue: the body is JSON of output, attempts and notification. Needs
 * `sqs:SendMessage` on it. A notification is bounded to some 10 KB; a message of SQS may have 256 KB and more.
 */
export const sqsUndelivered = (queueUrl: string, calls: Calls<SqsCalls> = sqsCalls): UndeliveredNotifications => ({
  keep: (undelivered) =>
    portCall('undelivered', 'keep', async () => {
      await (await calls()).sendMessage({ QueueUrl: queueUrl, MessageBody: JSON.stringify(undelivered) });
    }),
});
