import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { ApprovalRequest } from '@bellwether/ports';
import {
  describeAlertGroupStore,
  describeApprovalStore,
  describeAnalysisRuns,
  describeAnalyzedWindows,
  describeBatchLedger,
  describeCountedIds,
  describeCountStore,
  describeFindingStore,
  describeLateWindows,
  describeRemediationLedger,
  describeSpending,
  describeStoreReads,
  describeTemplateStore,
  movingClock,
  movingTemplateLimits,
} from '../../../testkit/src/conformance/index.ts';
import {
  dynamoAlertGroups,
  dynamoApprovals,
  dynamoAnalysisRuns,
  dynamoAnalyzedWindows,
  dynamoCounts,
  dynamoFindings,
  dynamoLedger,
  dynamoRemediationLedger,
  dynamoSpending,
  dynamoTemplates,
} from '@bellwether/aws-adapters';
import { readStores } from '@bellwether/queries';
import { describeGroupReads } from '../../../alerts/test/group-reads.ts';
import { dynamoLateWindows } from '../../src/counts/dynamo-late-windows.ts';
import { itemOfRequest } from '../item-of-request.ts';
import { makeTable } from './emulated.ts';
import { dynamoCountedIds } from '../../src/counts/dynamo-counted-ids.ts';

const retention = { retentionDays: 30 };

const onTable =
  <Store>(kind: Parameters<typeof makeTable>[0], open: (table: string) => Store) =>
  async () => {
    const table = await makeTable(kind);
    return { store: open(table.name), close: table.drop };
  };

describeCountStore(
  'DynamoDB',
  onTable('counts', (table) => dynamoCounts(table, retention)),
  { propertyRuns: 6 },
);
describeAnalyzedWindows(
  'DynamoDB',
  onTable('counts', (table) => dynamoAnalyzedWindows(table, retention)),
);
describeAnalysisRuns(
  'DynamoDB',
  onTable('counts', (table) => dynamoAnalysisRuns(table, retention)),
);
describeSpending(
  'DynamoDB',
  onTable('counts', (table) => dynamoSpending(table, retention)),
  { propertyRuns: 3 },
);
describeBatchLedger('DynamoDB', async () => {
  const { now, advance } = movingClock();
  return { ...(await onTable('counts', (table) => dynamoLedger(table, { retentionDays: 2, now }))()), advance };
});
describeCountedIds(
  'DynamoDB',
  onTable('counts', (table) => dynamoCountedIds(table, retention)),
);
describeLateWindows('DynamoDB', async () => {
  const { now, advance } = movingClock();
  const open = onTable('counts', (table) => dynamoLateWindows(table, { retentionDays: 7, now }));
  return { ...(await open()), advance };
});
describeApprovalStore('DynamoDB', async () => {
  const table = await makeTable('counts');
  const client = new DynamoDBClient({});
  const ask = async (request: ApprovalRequest) => {
    await client.send(new PutItemCommand({ TableName: table.name, Item: itemOfRequest(request) }));
  };
  return { store: dynamoApprovals(table.name), ask, close: table.drop };
});
describeRemediationLedger(
  'DynamoDB',
  onTable('counts', (table) => dynamoRemediationLedger(table)),
);
describeFindingStore(
  'DynamoDB',
  onTable('findings', (table) => dynamoFindings(table, retention)),
  { propertyRuns: 6 },
);
describeTemplateStore(
  'DynamoDB',
  async () => {
    const { advance, limits } = movingTemplateLimits();
    return { ...(await onTable('templates', (table) => dynamoTemplates(table, limits))()), advance };
  },
  { propertyRuns: 6 },
);
describeAlertGroupStore(
  'DynamoDB',
  onTable('alertGroups', (table) => dynamoAlertGroups(table, { ...retention, now: movingClock().now })),
  { propertyRuns: 6 },
);

describeGroupReads(
  'DynamoDB',
  onTable('alertGroups', (table) => dynamoAlertGroups(table, { ...retention, now: movingClock().now })),
);
describeStoreReads(
  'the stores in DynamoDB',
  async () => {
    const tables = await Promise.all([makeTable('findings'), makeTable('counts'), makeTable('templates')]);
    const [findings, counts, templates] = tables;
    const stores = {
      findings: dynamoFindings(findings.name, retention),
      counts: dynamoCounts(counts.name, retention),
      templates: dynamoTemplates(templates.name),
    };
    const close = async (): Promise<void> => {
      for (const { drop } of tables) await drop();
    };
    return { ...stores, reads: readStores(stores), close };
  },
  { propertyRuns: 3 },
);
