import type { DescribeNetworkInterfacesCommandOutput } from '@aws-sdk/client-ec2';
import {
  DescribeNetworkInterfacesCommand,
  EC2Client,
  ModifyNetworkInterfaceAttributeCommand,
} from '@aws-sdk/client-ec2';
import { clientSettings } from './settings.ts';

export interface Ec2Calls {
  describe(interfaceId: string): Promise<DescribeNetworkInterfacesCommandOutput>;
  setGroups(interfaceId: string, groupIds: readonly string[]): Promise<unknown>;
}

export const openEc2 = (): Ec2Calls => {
  const client = new EC2Client(clientSettings(10_000));
  return {
    describe: (interfaceId) =>
      client.send(new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [interfaceId] })),
    setGroups: (interfaceId, groupIds) =>
      client.send(
        new ModifyNetworkInterfaceAttributeCommand({ NetworkInterfaceId: interfaceId, Groups: [...groupIds] }),
      ),
  };
};
