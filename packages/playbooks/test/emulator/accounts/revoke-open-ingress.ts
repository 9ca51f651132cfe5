import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupRulesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import type { EmulateAccount } from '../emulated-account.ts';

/** A group that lets every address reach SSH and HTTPS, in a network of its own. */
export const emulateAccount: EmulateAccount = async (uniqueName) => {
  const ec2 = new EC2Client({});
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const name = uniqueName('group');
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: name, Description: name, VpcId: Vpc?.VpcId ?? '' }),
  );
  const IpPermissions = [22, 443].map((port) => ({
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    IpRanges: [{ CidrIp: '0.0.0.0/0' }],
  }));
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  return {
    resources: { securityGroupId: GroupId },
    settings: {},
    look: async () => {
      const answer = await ec2.send(
        new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [GroupId] }] }),
      );
      return answer.SecurityGroupRules?.filter(({ IsEgress }) => IsEgress === false)
        .map(({ FromPort, CidrIpv4 }) => `${FromPort} ${CidrIpv4}`)
        .toSorted();
    },
    remove: async () => {
      await ec2.send(new DeleteSecurityGroupCommand({ GroupId }));
    },
  };
};
