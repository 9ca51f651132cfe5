import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { EmulateAccount } from '../emulated-account.ts';

/** A table without point-in-time recovery. */
export const emulateAccount: EmulateAccount = async (uniqueName) => {
  const dynamo = new DynamoDBClient({});
  const TableName = uniqueName('table');
  const { TableDescription } = await dynamo.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  return {
    account: TableDescription?.TableArn?.split(':')[4] ?? '',
    resources: { tableName: TableName },
    settings: {},
    look: async () =>
      (await dynamo.send(new DescribeContinuousBackupsCommand({ TableName }))).ContinuousBackupsDescription
        ?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus,
    remove: async () => {
      await dynamo.send(new DeleteTableCommand({ TableName }));
    },
  };
};
