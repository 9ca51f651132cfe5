import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ListTagsOfResourceCommand,
  UpdateContinuousBackupsCommand,
} from '@aws-sdk/client-dynamodb';
import { clientSettings, errorName, portCall } from '@bellwether/aws-adapters/calls';
import { PortError } from '@bellwether/ports';
import type { Tags } from '../../playbook.ts';
import type { TableRecovery } from './port.ts';

type Client = Pick<DynamoDBClient, 'send'>;

const absent: ReadonlySet<string> = new Set(['ResourceNotFoundException', 'TableNotFoundException']);

const tagsOf = async (client: Client, ResourceArn: string): Promise<Tags> => {
  const found: Record<string, string> = {};
  let NextToken: string | undefined;
  do {
    const answer = await client.send(new ListTagsOfResourceCommand({ ResourceArn, NextToken }));
    for (const { Key = '', Value = '' } of answer.Tags ?? []) found[Key] = Value;
    ({ NextToken } = answer);
  } while (NextToken);
  return found;
};

/** Recovery of tables over DynamoDB. */
export const openPort = (client: Client = new DynamoDBClient(clientSettings(10_000))): TableRecovery => ({
  look: (TableName) =>
    portCall('tableRecovery', 'look', async () => {
      try {
        const { Table } = await client.send(new DescribeTableCommand({ TableName }));
        const { ContinuousBackupsDescription } = await client.send(new DescribeContinuousBackupsCommand({ TableName }));
        const status = ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
        // An answer that does not say is doubt, and what acts on doubt must stop.
        if (Table?.TableArn === undefined || status === undefined)
          throw new PortError('tableRecovery', 'look', true, { cause: new TypeError('The answer has no status.') });
        return {
          isRecoverable: status === 'ENABLED',
          account: Table.TableArn.split(':')[4] ?? '',
          tags: await tagsOf(client, Table.TableArn),
        };
      } catch (error) {
        if (absent.has(errorName(error))) return undefined;
        throw error;
      }
    }),
  enable: (TableName) =>
    portCall('tableRecovery', 'enable', async () => {
      const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
      await client.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
    }),
});
