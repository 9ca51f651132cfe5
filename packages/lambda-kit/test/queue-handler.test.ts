import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { QueueMessage } from '@bellwether/lambda-kit';
import { queueHandler } from '@bellwether/lambda-kit';
import { recorded } from './observed.ts';

const queueEvent = (ids: readonly string[]) => ({
  Records: ids.map((messageId) => ({
    messageId,
    receiptHandle: 'handle',
    body: `body of ${messageId}`,
    attributes: { SentTimestamp: '1700000000123', ApproximateReceiveCount: '2', SenderId: 'AIDAEXAMPLE' },
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-west-1:111122223333:trail',
  })),
});

const answer = async (
  event: unknown,
  run: (message: QueueMessage) => Promise<void>,
  remainingMs: () => number = () => 60_000,
) => {
  const observed = recorded();
  const handler = queueHandler({ ...observed, run });
  return { response: await handler(event, { getRemainingTimeInMillis: remainingMs }), observed };
};

describe('queueHandler', () => {
  it('gives the core one message after another', async () => {
    const given: QueueMessage[] = [];
    const { response, observed } = await answer(queueEvent(['a', 'b']), async (message) => void given.push(message));
    expect(response).toEqual({ batchItemFailures: [] });
    expect(given).toEqual(
      ['a', 'b'].map((id) => ({ id, body: `body of ${id}`, sentMs: 1_700_000_000_123, receives: 2 })),
    );
    expect(observed.publishedTimes).toBe(1);
  });

  it('answers with nothing for an empty batch', async () => {
    const { response } = await answer(queueEvent([]), async () => undefined);
    expect(response).toEqual({ batchItemFailures: [] });
  });

  it('names exactly the messages that failed, wherever they stand', async () => {
    const batches = fc.uniqueArray(fc.tuple(fc.uuid(), fc.boolean()), { maxLength: 10, selector: ([id]) => id });
    await fc.assert(
      fc.asyncProperty(batches, async (messages) => {
        const failing = new Set(messages.filter(([, fails]) => fails).map(([id]) => id));
        const { response, observed } = await answer(queueEvent(messages.map(([id]) => id)), async ({ id }) => {
          if (failing.has(id)) throw new Error('down');
        });
        expect(response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([...failing]);
        expect(observed.added.filter(({ name }) => name === 'MessagesFailed')).toHaveLength(failing.size);
      }),
    );
  });

  it('gives back unread what it has no time for, and keeps what is done', async () => {
    const given: string[] = [];
    let remainingMs = 12_000;
    const { response } = await answer(
      queueEvent(['a', 'b', 'c']),
      async ({ id }) => {
        given.push(id);
        remainingMs -= 5_000;
      },
      () => remainingMs,
    );
    expect(given).toEqual(['a', 'b']);
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'c' }] });
  });

  it('logs a failed message without its body', async () => {
    const { observed } = await answer(queueEvent(['a']), async () => Promise.reject(new Error('down')));
    expect(observed.lines.map(({ level, fields }) => ({ level, fields }))).toEqual([
      { level: 'error', fields: { messageId: 'a', receives: 2 } },
    ]);
  });

  it.each([
    ['null', null],
    ['an S3 event', { Records: [{ s3: {} }] }],
    ['a message without attributes', { Records: [{ messageId: 'a', body: '' }] }],
  ])('throws QueueEventError for %s', async (_name, event) => {
    await expect(answer(event, async () => undefined)).rejects.toThrow(
      expect.objectContaining({ name: 'QueueEventError' }),
    );
  });
});
