import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import * as z from 'zod/mini';
import { scheduleHandler } from '@bellwether/lambda-kit';
import { taskHandler } from '@bellwether/lambda-kit/task-handler';
import { recorded } from './observed.ts';

const doubled = (observed = recorded()) =>
  taskHandler({
    ...observed,
    input: z.object({ count: z.number().check(z.gte(0)) }),
    output: z.object({ count: z.number(), remainingMs: z.number() }),
    run: async ({ count }, context) => ({ count: count * 2, remainingMs: context.remainingMs() }),
  });

describe('taskHandler', () => {
  it('checks the input, runs and gives back the output', async () => {
    expect(await doubled()({ count: 4, other: 'ignored' }, { getRemainingTimeInMillis: () => 900 })).toEqual({
      count: 8,
      remainingMs: 900,
    });
  });

  it('never quotes what it was given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^Q[a-z]{8,20}Q$/), async (secret) => {
        const failure: unknown = await doubled()({ count: secret }).catch((error: unknown) => error);
        expect(failure).toMatchObject({
          name: 'TaskInputError',
          message: 'The input is not valid: count (invalid_type).',
        });
      }),
    );
  });

  it('names at most ten problems', async () => {
    const handler = taskHandler({ ...recorded(), input: z.array(z.number()), output: z.any(), run: async () => 1 });
    await expect(handler(Array.from({ length: 100 }, () => 'x'))).rejects.toThrow(/and 90 more\.$/);
  });

  it('refuses an output that is not what was agreed', async () => {
    const handler = taskHandler({ ...recorded(), input: z.any(), output: z.number(), run: async () => Number.NaN });
    await expect(handler({})).rejects.toThrow(expect.objectContaining({ name: 'TaskOutputError' }));
  });

  it('throws the failure of a run on, counted, with the metrics written', async () => {
    const observed = recorded();
    const failure = new Error('down');
    const handler = taskHandler({
      ...observed,
      input: z.any(),
      output: z.any(),
      run: async () => Promise.reject(failure),
    });
    await expect(handler({})).rejects.toBe(failure);
    expect({ added: observed.added, published: observed.publishedTimes }).toEqual({
      added: [{ name: 'RunsFailed', value: 1 }],
      published: 1,
    });
  });
});

describe('scheduleHandler', () => {
  const scheduledAt = scheduleHandler({ ...recorded(), run: async ({ scheduledAtMs }) => scheduledAtMs });

  it.each([
    ['an EventBridge rule', { id: '1', 'detail-type': 'Scheduled Event', time: '2026-03-01T06:00:00Z', detail: {} }],
    ['a Scheduler input', { time: '2026-03-01T06:00:00Z' }],
    ['a time with an offset', { time: '2026-03-01T07:00:00+01:00' }],
  ])('takes the time from %s', async (_name, event) => {
    expect(await scheduledAt(event)).toBe(Date.UTC(2026, 2, 1, 6));
  });

  it.each([
    ['no time', {}],
    ['a local time', { time: '2026-03-01T06:00:00' }],
    ['no event', undefined],
  ])('throws ScheduleEventError for %s rather than ask the clock', async (_name, event) => {
    await expect(scheduledAt(event)).rejects.toThrow(expect.objectContaining({ name: 'ScheduleEventError' }));
  });
});
