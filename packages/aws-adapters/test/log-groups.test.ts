import { cloudWatchLogGroups } from '@bellwether/aws-adapters';
import { describe, expect, it } from '@jest/globals';
import { opened, sdkError } from './sdk-errors.ts';

const answered = { $metadata: {} };

describe('a log group of CloudWatch', () => {
  it('is read from a time on, page by page, by its name or its ARN', async () => {
    const asked: unknown[] = [];
    const filterLogEvents = async (input: unknown) => {
      asked.push(input);
      const events = [
        { eventId: 'e1', timestamp: 1_000, logStreamName: 's1', message: 'ERROR one' },
        { eventId: 'without a time', message: 'x' },
      ];
      return { ...answered, events, ...(asked.length === 1 ? { nextToken: 'more' } : {}) };
    };
    const groups = cloudWatchLogGroups(opened({ filterLogEvents }));
    const event = { id: 'e1', timestampMs: 1_000, logStream: 's1', text: 'ERROR one' };
    expect(await groups.page('/aws/lambda/orders', 500)).toEqual({ events: [event], next: 'more' });
    const arn = 'arn:aws:logs:eu-west-1:111122223333:log-group:/app';
    expect(await groups.page(arn, 500, 'more')).toEqual({ events: [event] });
    expect(asked).toEqual([
      { logGroupName: '/aws/lambda/orders', startTime: 500, limit: 1_000 },
      { logGroupIdentifier: arn, startTime: 500, limit: 1_000, nextToken: 'more' },
    ]);
  });

  it('that does not exist, or may not be read, is an error with its cause', async () => {
    const filterLogEvents = async (): Promise<never> => {
      throw sdkError('ResourceNotFoundException');
    };
    await expect(cloudWatchLogGroups(opened({ filterLogEvents })).page('/gone', 0)).rejects.toMatchObject({
      name: 'PortError',
      retryable: false,
    });
  });
});
