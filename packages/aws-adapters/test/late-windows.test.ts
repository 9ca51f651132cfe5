import { memoryLateWindows } from '@bellwether/testkit';
import { describeLateWindows, movingClock } from '../../testkit/src/conformance/index.ts';
import { dynamoLateWindows } from '../src/counts/dynamo-late-windows.ts';
import { fakeCounts } from './fake-dynamo.ts';
import { opened } from './sdk-errors.ts';

const close = async (): Promise<void> => undefined;

describeLateWindows('DynamoDB, as far as faked,', async () => {
  const { now, advance } = movingClock();
  return { store: dynamoLateWindows('counts', { retentionDays: 7, now }, opened(fakeCounts())), close, advance };
});

describeLateWindows('the memory', async () => {
  const { now, advance } = movingClock();
  return { store: memoryLateWindows(now), close, advance };
});
