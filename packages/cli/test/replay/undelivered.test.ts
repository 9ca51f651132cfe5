import { describe, expect, it } from '@jest/globals';
import type { RestingMessage, TopicMessage, UndeliveredReader } from '@bellwether/ports';
import { makeNotification } from '@bellwether/testkit';
import { gatherUndelivered } from '../../src/replay/gather-undelivered.ts';
import { replay } from '../../src/replay/replay.ts';
import { functionTarget, queueTarget, streamTarget, topicTarget } from '../../src/replay/send-aws.ts';

const topicArn = 'arn:aws:sns:eu-central-1:111122223333:bellwether-alerts';
const notification = makeNotification({ title: 'Payments fail', reasons: ['It was not seen before.'] });
const bodyOf = (output: string): string => JSON.stringify({ output, attempts: 10, notification });

const queueOf = (bodies: readonly string[]) => {
  const removed: string[] = [];
  const asked: number[] = [];
  const reader: UndeliveredReader = {
    messages: async function* (hiddenSeconds) {
      asked.push(hiddenSeconds);
      for (const [index, body] of bodies.entries())
        yield { id: `m${index}`, body, remove: async () => void removed.push(`m${index}`) } satisfies RestingMessage;
    },
  };
  return { reader, removed, asked };
};

describe('notifications that no output took', () => {
  it('are published with the output they were for, and then taken off the queue', async () => {
    const { reader, removed } = queueOf([bodyOf('chat'), bodyOf('pager')]);
    const published: TopicMessage[] = [];
    const topics = { publish: async (message: TopicMessage) => void published.push(message) };
    const summary = await replay(gatherUndelivered(reader, 'sending'), topicTarget(topics, topicArn), () => undefined);
    expect(summary).toMatchObject({ items: 2, records: 2, sent: 2, refused: [] });
    expect(removed).toEqual(['m0', 'm1']);
    expect(published.map(({ topicArn: arn }) => arn)).toEqual([topicArn, topicArn]);
    expect(published[0]?.subject).toContain('Payments fail');
    expect(published[0]?.body).toContain(
      'This was meant for the output chat, which did not accept it. It is sent late.',
    );
    expect(published[0]?.body).toContain('It was not seen before.');
  });

  it('stay on the queue when the topic does not take them', async () => {
    const { reader, removed } = queueOf([bodyOf('chat')]);
    const topics = { publish: async () => Promise.reject(new Error('no such topic')) };
    await expect(
      replay(gatherUndelivered(reader, 'sending'), topicTarget(topics, topicArn), () => undefined),
    ).rejects.toThrow('no such topic');
    expect(removed).toEqual([]);
  });

  it('are only listed without a target, and hidden for a short time then', async () => {
    const listing = queueOf([bodyOf('chat')]);
    const lines: string[] = [];
    const summary = await replay(gatherUndelivered(listing.reader, 'listing'), undefined, (path) => lines.push(path));
    expect(summary).toMatchObject({ records: 1, sent: 0 });
    expect(lines).toEqual([`chat: ${notification.severity} Payments fail (${notification.id})`]);
    const sending = queueOf([]);
    await replay(gatherUndelivered(sending.reader, 'sending'), undefined, () => undefined);
    expect(listing.removed).toEqual([]);
    expect(listing.asked[0]).toBeLessThan(sending.asked[0] ?? 0);
  });

  it.each(['', 'null', '{}', '[]', 'no JSON', '{"output":"chat","attempts":1,"notification":{"id":7}}'])(
    'leave %j on the queue, and say so',
    async (body) => {
      const { reader, removed } = queueOf([body]);
      const topics = { publish: async () => undefined };
      const summary = await replay(
        gatherUndelivered(reader, 'sending'),
        topicTarget(topics, topicArn),
        () => undefined,
      );
      expect(summary.refused).toEqual([
        { path: 'message m0', reason: 'It is not a notification; it stays on the queue.' },
      ]);
      expect([summary.sent, removed.length]).toEqual([0, 0]);
    },
  );

  it('are refused by every other target, which names the right one', async () => {
    const others = [
      streamTarget({ put: async () => undefined }),
      queueTarget({ send: async () => undefined }),
      functionTarget({ invoke: async () => ({}) }, 'f', undefined),
    ];
    for (const target of others) {
      const { reader } = queueOf([bodyOf('chat')]);
      const { refused } = await replay(gatherUndelivered(reader, 'sending'), target, () => undefined);
      expect(refused[0]?.reason).toContain('--to topic');
    }
  });
});
