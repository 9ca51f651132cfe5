import {
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  RevokeSecurityGroupIngressCommand,
  type SecurityGroup,
  type SecurityGroupRule,
} from '@aws-sdk/client-ec2';
import { clientSettings, errorName, portCall } from '@bellwether/aws-adapters/calls';
import type { IngressRule, IngressRules } from './port.ts';

type Client = Pick<EC2Client, 'send'>;

const absent: ReadonlySet<string> = new Set(['InvalidGroup.NotFound', 'InvalidGroupId.Malformed']);

const findGroup = async (client: Client, groupId: string): Promise<SecurityGroup | undefined> => {
  try {
    const { SecurityGroups } = await client.send(new DescribeSecurityGroupsCommand({ GroupIds: [groupId] }));
    return SecurityGroups?.find((candidate) => candidate.GroupId === groupId);
  } catch (error) {
    if (absent.has(errorName(error))) return undefined;
    throw error;
  }
};

const ruleOf = (rule: SecurityGroupRule): IngressRule => ({
  id: rule.SecurityGroupRuleId ?? '',
  protocol: rule.IpProtocol ?? '-1',
  fromPort: rule.FromPort ?? -1,
  toPort: rule.ToPort ?? -1,
  cidr: rule.CidrIpv4 ?? rule.CidrIpv6 ?? '',
});

const ingressRules = async (client: Client, groupId: string): Promise<readonly IngressRule[]> => {
  const found: IngressRule[] = [];
  let NextToken: string | undefined;
  do {
    const answer = await client.send(
      new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [groupId] }], NextToken }),
    );
    const rules = answer.SecurityGroupRules ?? [];
    found.push(...rules.filter(({ IsEgress, GroupId }) => IsEgress === false && GroupId === groupId).map(ruleOf));
    ({ NextToken } = answer);
  } while (NextToken);
  return found.toSorted((left, right) => (left.id < right.id ? -1 : 1));
};

/** Rules of security groups over EC2. */
export const openPort = (client: Client = new EC2Client(clientSettings(10_000))): IngressRules => ({
  rules: (groupId) =>
    portCall('ingressRules', 'rules', async () =>
      (await findGroup(client, groupId)) === undefined ? undefined : ingressRules(client, groupId),
    ),
  tags: (groupId) =>
    portCall('ingressRules', 'tags', async () =>
      Object.fromEntries(
        ((await findGroup(client, groupId))?.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]),
      ),
    ),
  revoke: (groupId, ruleIds) =>
    portCall('ingressRules', 'revoke', async () => {
      await client.send(
        new RevokeSecurityGroupIngressCommand({ GroupId: groupId, SecurityGroupRuleIds: [...ruleIds] }),
      );
    }),
});
