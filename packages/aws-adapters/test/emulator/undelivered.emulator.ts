import { CreateQueueCommand, DeleteQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from '@jest/globals';
import { sqsUndelivered, sqsUndeliveredReader } from '@bellwether/aws-adapters';
import { makeNotification } from '@bellwether/testkit';
import { requireEmulator, uniqueName } from './emulated.ts';

requireEmulator();

describe('sqsUndelivered', () => {
  it('keeps each message whole until a person has read it', async () => {
    const sqs = new SQSClient({});
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: uniqueName('undelivered') }));
    try {
      const queue = sqsUndelivered(QueueUrl);
      const long = 'größe 日本語 '.repeat(700);
      const kept = [
        { output: 'default', attempts: 10, notification: makeNotification() },
        { output: 'oncall', attempts: 1, notification: makeNotification({ id: 'g-2', reasons: [long] }) },
      ];
      for (const one of kept) await queue.keep(one);
      const bodies: { readonly output: string }[] = [];
      for await (const { body, remove } of sqsUndeliveredReader(QueueUrl).messages(60)) {
        bodies.push(JSON.parse(body) as { readonly output: string });
        await remove();
      }
      expect(bodies.toSorted((left, right) => left.output.localeCompare(right.output))).toEqual(kept);
      for await (const { id } of sqsUndeliveredReader(QueueUrl).messages(60)) throw new Error(`${id} was removed.`);
    } finally {
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
      sqs.destroy();
    }
  });

  it('says of a queue that is not there that trying again cannot help', async () => {
    const queue = sqsUndelivered(`${process.env['AWS_ENDPOINT_URL'] ?? ''}/123456789012/${uniqueName('none')}`);
    await expect(
      queue.keep({ output: 'default', attempts: 10, notification: makeNotification() }),
    ).rejects.toMatchObject({ name: 'PortError', port: 'undelivered', retryable: false });
  });
});
