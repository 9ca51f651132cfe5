import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { subscriptionHandler } from '@bellwether/lambda-kit';
import { recorded } from './observed.ts';

const subscriptionEvent = (data: Uint8Array) => ({ awslogs: { data: Buffer.from(data).toString('base64') } });

const deliver = async (event: unknown, run?: () => Promise<void>) => {
  const observed = recorded();
  const given: Uint8Array[] = [];
  const handler = subscriptionHandler({
    ...observed,
    run: async ({ data }) => {
      given.push(data);
      await run?.();
    },
  });
  return { observed, given, answer: handler(event) };
};

describe('subscriptionHandler', () => {
  it('gives the core the bytes as they were sent, and says how many', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
        const { answer, given, observed } = await deliver(subscriptionEvent(bytes));
        await answer;
        expect(given.map((data) => [...data])).toEqual([[...bytes]]);
        expect(observed.added).toEqual([{ name: 'BatchBytes', value: bytes.length }]);
      }),
    );
  });

  it('throws what the core throws, so that Lambda gives the event again', async () => {
    const { answer, observed } = await deliver(subscriptionEvent(Uint8Array.of(1)), async () =>
      Promise.reject(new Error('down')),
    );
    await expect(answer).rejects.toThrow('down');
    expect(observed.added).toContainEqual({ name: 'RunsFailed', value: 1 });
    expect(observed.publishedTimes).toBe(1);
  });

  it.each([
    ['null', null],
    ['an event without data', { awslogs: {} }],
    ['empty data', { awslogs: { data: '' } }],
    ['a Kinesis event', { Records: [] }],
  ])('throws SubscriptionEventError for %s', async (_name, event) => {
    const { answer, given } = await deliver(event);
    await expect(answer).rejects.toThrow(expect.objectContaining({ name: 'SubscriptionEventError' }));
    expect(given).toEqual([]);
  });
});
