import { dynamoLedger } from '@bellwether/aws-adapters';
import { memoryLedger } from '@bellwether/testkit';
import { describeBatchLedger } from '../../testkit/src/conformance/index.ts';
import { fakeCounts } from './fake-dynamo.ts';
import { opened } from './sdk-errors.ts';

const close = async (): Promise<void> => undefined;

describeBatchLedger('DynamoDB, as far as faked,', async () => ({
  store: dynamoLedger('counts', { retentionDays: 2 }, opened(fakeCounts())),
  close,
}));

describeBatchLedger('the memory', async () => ({ store: memoryLedger(), close }));
