import { memoryAlertGroups } from '@bellwether/testkit';
import { describeGroupReads } from './group-reads.ts';

describeGroupReads('the store in memory', async () => ({ store: memoryAlertGroups(), close: async () => undefined }));
