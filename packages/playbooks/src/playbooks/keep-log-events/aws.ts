import {
  CloudWatchLogsClient,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand,
  type LogGroup as Described,
} from '@aws-sdk/client-cloudwatch-logs';
import { clientSettings, portCall } from '@bellwether/aws-adapters/calls';
import { PortError } from '@bellwether/ports';
import type { LogRetention } from './port.ts';

type Client = Pick<CloudWatchLogsClient, 'send'>;

/** Groups are found by how their names begin, fifty a page; the one of exactly this name is the first of them by name. */
const describe = async (client: Client, logGroupName: string): Promise<Described | undefined> => {
  const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }));
  return logGroups.find((candidate) => candidate.logGroupName === logGroupName);
};

/** Retention of log groups over CloudWatch Logs. */
export const openPort = (client: Client = new CloudWatchLogsClient(clientSettings(10_000))): LogRetention => ({
  look: (logGroupName) =>
    portCall('logRetention', 'look', async () => {
      const found = await describe(client, logGroupName);
      if (found === undefined) return undefined;
      // `arn` ends in `:*`, which tags do not take.
      const resourceArn = found.logGroupArn ?? found.arn?.replace(/:\*$/, '');
      if (resourceArn === undefined)
        throw new PortError('logRetention', 'look', true, { cause: new TypeError('The answer has no ARN.') });
      const { tags = {} } = await client.send(new ListTagsForResourceCommand({ resourceArn }));
      return { retentionDays: found.retentionInDays ?? 'forever', tags };
    }),
  keepForever: (logGroupName) =>
    portCall('logRetention', 'keepForever', async () => {
      await client.send(new DeleteRetentionPolicyCommand({ logGroupName }));
    }),
});
