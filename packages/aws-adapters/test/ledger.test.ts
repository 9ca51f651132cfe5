import { dynamoLedger } from '@bellwether/aws-adapters';
import { memoryLedger } from '@bellwether/testkit';
import { describeBatchLedger, movingClock } from '../../testkit/src/conformance/index.ts';
import { fakeCounts } from './fake-dynamo.ts';
import { opened } from './sdk-errors.ts';

const close = async (): Promise<void> => undefined;

describeBatchLedger('DynamoDB, as far as faked,', async () => {
  const { now, advance } = movingClock();
  return { store: dynamoLedger('counts', { retentionDays: 2, now }, opened(fakeCounts())), close, advance };
});

describeBatchLedger('the memory', async () => {
  const { now, advance } = movingClock();
  return { store: memoryLedger(now), close, advance };
});
