import type { DescribeInstancesCommandOutput } from '@aws-sdk/client-ec2';
import { DescribeInstancesCommand, EC2Client, ModifyInstanceAttributeCommand } from '@aws-sdk/client-ec2';
import { clientSettings } from './settings.ts';

export interface Ec2Calls {
  describe(instanceId: string): Promise<DescribeInstancesCommandOutput>;
  setGroups(instanceId: string, groupIds: readonly string[]): Promise<unknown>;
}

export const openEc2 = (): Ec2Calls => {
  const client = new EC2Client(clientSettings(10_000));
  return {
    describe: (instanceId) => client.send(new DescribeInstancesCommand({ InstanceIds: [instanceId] })),
    setGroups: (instanceId, groupIds) =>
      client.send(new ModifyInstanceAttributeCommand({ InstanceId: instanceId, Groups: [...groupIds] })),
  };
};
