import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { EmulateAccount } from '../emulated-account.ts';

/** A log group whose retention was cut to a day. */
export const emulateAccount: EmulateAccount = async (uniqueName) => {
  const logs = new CloudWatchLogsClient({});
  const logGroupName = uniqueName('group');
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 1 }));
  return {
    resources: { logGroupName },
    settings: {},
    look: async () => {
      const answer = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }));
      return answer.logGroups?.[0]?.retentionInDays ?? 'forever';
    },
    remove: async () => {
      await logs.send(new DeleteLogGroupCommand({ logGroupName }));
    },
  };
};
