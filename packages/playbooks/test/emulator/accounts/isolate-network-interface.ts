import {
  CreateNetworkInterfaceCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteNetworkInterfaceCommand,
  DescribeNetworkInterfacesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { isolationTag } from '../../../src/playbooks/isolate-network-interface/port.ts';
import type { EmulateAccount } from '../emulated-account.ts';

/** A network interface with two groups, in a network of its own, and a group to isolate it in. */
export const emulateAccount: EmulateAccount = async () => {
  const ec2 = new EC2Client({});
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const VpcId = Vpc?.VpcId ?? '';
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.1.0/24' }));
  const makeGroup = async (name: string): Promise<string> =>
    (await ec2.send(new CreateSecurityGroupCommand({ GroupName: name, Description: name, VpcId }))).GroupId ?? '';
  const Groups = await Promise.all(['web', 'ssh'].map(makeGroup));
  const isolation = await makeGroup('isolation');
  const { NetworkInterface } = await ec2.send(
    new CreateNetworkInterfaceCommand({
      SubnetId: Subnet?.SubnetId ?? '',
      Groups,
      TagSpecifications: [
        { ResourceType: 'network-interface', Tags: [{ Key: isolationTag.key, Value: isolationTag.value }] },
      ],
    }),
  );
  const interfaceId = NetworkInterface?.NetworkInterfaceId ?? '';
  return {
    resources: { interfaceId, sourceIp: NetworkInterface?.PrivateIpAddress ?? '' },
    settings: { ISOLATION_SECURITY_GROUP_ID: isolation },
    look: async () => {
      const answer = await ec2.send(new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [interfaceId] }));
      return answer.NetworkInterfaces?.[0]?.Groups?.map(({ GroupId }) => GroupId).toSorted();
    },
    remove: async () => {
      await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: interfaceId }));
    },
  };
};
