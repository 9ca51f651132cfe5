import type { NoticeQueue } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { sqsCalls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { SqsCalls } from '../sdk/sqs.ts';

/** The queue of notices about new objects, by its URL. Needs `sqs:SendMessage` on it. */
export const sqsNotices = (queueUrl: string, calls: Calls<Pick<SqsCalls, 'sendMessage'>> = sqsCalls): NoticeQueue => ({
  send: (body) =>
    portCall('notices', 'send', async () => {
      await (await calls()).sendMessage({ QueueUrl: queueUrl, MessageBody: body });
    }),
});
