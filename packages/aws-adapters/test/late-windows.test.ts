import { memoryLateWindows } from '@bellwether/testkit';
import { describeLateWindows } from '../../testkit/src/conformance/index.ts';
import { dynamoLateWindows } from '../src/counts/dynamo-late-windows.ts';
import { fakeCounts } from './fake-dynamo.ts';
import { opened } from './sdk-errors.ts';

const close = async (): Promise<void> => undefined;

describeLateWindows('DynamoDB, as far as faked,', async () => ({
  store: dynamoLateWindows('counts', { retentionDays: 7 }, opened(fakeCounts())),
  close,
}));

describeLateWindows('the memory', async () => ({ store: memoryLateWindows(), close }));
