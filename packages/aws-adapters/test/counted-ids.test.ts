import { memoryCountedIds } from '@bellwether/testkit';
import { describeCountedIds } from '../../testkit/src/conformance/index.ts';
import { fakeCounts } from './fake-dynamo.ts';
import { opened } from './sdk-errors.ts';
import { dynamoCountedIds } from '../src/counts/dynamo-counted-ids.ts';

const close = async (): Promise<void> => undefined;

describeCountedIds('DynamoDB, as far as faked,', async () => ({
  store: dynamoCountedIds('counts', { retentionDays: 90 }, opened(fakeCounts())),
  close,
}));

describeCountedIds('the memory', async () => ({ store: memoryCountedIds(), close }));
