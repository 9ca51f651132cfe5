import type { TopicSender } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { snsCalls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { SnsCalls } from '../sdk/sns.ts';

/** Messages on topics. Needs `sns:Publish` on each, and the use of its key where it is encrypted with one. */
export const snsTopics = (calls: Calls<SnsCalls> = snsCalls): TopicSender => ({
  publish: ({ topicArn, subject, body, attributes }) =>
    portCall('topics', 'publish', async () => {
      await (
        await calls()
      ).publish({
        TopicArn: topicArn,
        Message: body,
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
        ),
        ...(subject === undefined ? {} : { Subject: subject }),
      });
    }),
});
