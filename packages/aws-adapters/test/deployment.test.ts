import { awsDeployment } from '@bellwether/aws-adapters';
import { describe, expect, it } from '@jest/globals';
import { opened, sdkError, unexpected } from './sdk-errors.ts';

const none = {
  stream: unexpected,
  functionConfiguration: unexpected,
  eventSourceMapping: unexpected,
  accountLimit: unexpected,
  subscriptionFilters: unexpected,
  queueUrl: unexpected,
  waiting: unexpected,
  objects: unexpected,
  countTokens: unexpected,
};

const $metadata = {};
const gone = (name: string) => async (): Promise<never> => {
  throw sdkError(name);
};

describe('a deployment on AWS', () => {
  it('says how its parts are', async () => {
    const asked: unknown[] = [];
    const reads = awsDeployment(
      opened({
        stream: async () => ({
          StreamName: 'logs',
          StreamARN: 'arn',
          StreamStatus: 'ACTIVE' as const,
          RetentionPeriodHours: 24,
          StreamCreationTimestamp: new Date(0),
          EnhancedMonitoring: [],
          OpenShardCount: 2,
        }),
        functionConfiguration: async () => ({ $metadata, State: 'Active' as const }),
        eventSourceMapping: async () => ({ $metadata, State: 'Enabled', LastProcessingResult: 'OK' }),
        accountLimit: async () => ({ ConcurrentExecutions: 1_000, UnreservedConcurrentExecutions: 900 }),
        subscriptionFilters: async () => [{ destinationArn: 'arn:stream' }, {}],
        queueUrl: async (name: string) => `https://sqs/${name}`,
        waiting: async (url: string) => (url === 'https://sqs/failed' ? '3' : '0'),
        objects: async (...words: unknown[]) => (asked.push(words), 4),
        countTokens: async () => 8,
      }),
    );
    expect(await reads.stream('logs')).toEqual({ status: 'ACTIVE', detail: '2 open shards' });
    expect(await reads.functionStatus('f')).toEqual({ status: 'Active' });
    expect(await reads.trigger('id')).toEqual({ status: 'Enabled', detail: 'OK' });
    expect(await reads.concurrency()).toEqual({ limit: 1_000, unreserved: 900 });
    expect(await reads.subscriptions('/app')).toEqual(['arn:stream']);
    expect(await reads.waitingMessages('failed')).toBe(3);
    expect(await reads.objects('lake', 'quarantine/', 1_000)).toBe(4);
    expect(await reads.countTokens('m')).toBe(8);
    expect(asked).toEqual([['lake', 'quarantine/', 1_000]]);
  });

  it('says why a function could not be updated', async () => {
    const functionConfiguration = async () => ({
      $metadata,
      State: 'Active' as const,
      LastUpdateStatus: 'Failed' as const,
      LastUpdateStatusReason: 'The key is disabled.',
      StateReason: 'other',
    });
    const reads = awsDeployment(opened({ ...none, functionConfiguration }));
    expect(await reads.functionStatus('f')).toEqual({ status: 'UpdateFailed', detail: 'The key is disabled.' });
  });

  it('knows what is not there from what may not be asked', async () => {
    const absent = gone('ResourceNotFoundException');
    const reads = awsDeployment(
      opened({
        ...none,
        stream: absent,
        functionConfiguration: absent,
        eventSourceMapping: absent,
        subscriptionFilters: absent,
        queueUrl: gone('QueueDoesNotExist'),
        countTokens: gone('AccessDeniedException'),
      }),
    );
    expect(await reads.stream('logs')).toBeUndefined();
    expect(await reads.functionStatus('f')).toBeUndefined();
    expect(await reads.trigger('id')).toBeUndefined();
    expect(await reads.subscriptions('/app')).toBeUndefined();
    expect(await reads.waitingMessages('failed')).toBeUndefined();
    await expect(reads.countTokens('m')).rejects.toMatchObject({ name: 'PortError', retryable: false });
    await expect(
      awsDeployment(opened({ ...none, stream: gone('AccessDeniedException') })).stream('s'),
    ).rejects.toThrow();
  });
});
