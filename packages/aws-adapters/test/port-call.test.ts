import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { PortError } from '@bellwether/ports';
import { inParallel } from '@bellwether/ports';
import { portCall } from '../src/port-call.ts';
import { sdkError } from './sdk-errors.ts';

const caught = async (error: unknown): Promise<unknown> =>
  portCall('counts', 'add', async () => Promise.reject(error as Error)).catch((failure: unknown) => failure);

describe('portCall', () => {
  it.each<[string, unknown, boolean]>([
    ['throttling', sdkError('ThrottlingException'), true],
    ['a full table', sdkError('ProvisionedThroughputExceededException'), true],
    ['a time-out', sdkError('TimeoutError', { status: 0 }), true],
    ['a fault of the service', sdkError('InternalFailure', { status: 500 }), true],
    ['too many requests', sdkError('Anything', { status: 429 }), true],
    ['what the SDK calls retryable', sdkError('Anything', { $retryable: { throttling: true } }), true],
    ['a broken connection', Object.assign(new Error('socket'), { code: 'ECONNRESET' }), true],
    ['missing rights', sdkError('AccessDeniedException', { status: 403 }), false],
    ['a missing table', sdkError('ResourceNotFoundException'), false],
    ['a fault of ours', new TypeError('x is undefined'), false],
    ['what is no error', 'text', false],
    ['nothing', undefined, false],
  ])('says of %s whether trying again can help', async (_name, error, retryable) => {
    const failure = await caught(error);
    expect(failure).toBeInstanceOf(PortError);
    expect(failure).toMatchObject({ port: 'counts', operation: 'add', retryable, cause: error });
  });

  it('leaves a port error as it is', async () => {
    const failure = new PortError('archive', 'write', false);
    expect(await caught(failure)).toBe(failure);
  });

  it('never puts the message of the service into its own', async () => {
    expect(String(await caught(sdkError('ValidationException')))).not.toContain('details');
  });
});

describe('inParallel', () => {
  it('keeps the order of results and the bound', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), async (items, limit) => {
        let running = 0;
        let most = 0;
        const results = await inParallel(items, limit, async (item) => {
          running += 1;
          most = Math.max(most, running);
          await new Promise(setImmediate);
          running -= 1;
          return item * 2;
        });
        expect(results).toEqual(items.map((item) => item * 2));
        expect(most).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it('begins nothing after a failure and waits for what runs', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const all = inParallel([0, 1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      await new Promise(setImmediate);
      if (item === 0) throw new Error('first');
      await new Promise(setImmediate);
      ended.push(item);
    });
    await expect(all).rejects.toThrow('first');
    expect({ begun, ended }).toEqual({ begun: [0, 1], ended: [1] });
  });
});
