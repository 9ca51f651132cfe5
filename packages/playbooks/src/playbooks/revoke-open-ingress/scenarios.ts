import type { PlaybookScenarios, Scenario } from '../../scenario.ts';
import { protectedTagKey } from '../../tags.ts';
import type { MemoryIngressRules } from './memory.ts';
import type { IngressRule } from './port.ts';

const securityGroupId = 'sg-0a1b2c3d4e5f60718';

const rule = (id: string, fromPort: number, cidr: string, changes: Partial<IngressRule> = {}): IngressRule => ({
  id,
  protocol: 'tcp',
  fromPort,
  toPort: fromPort,
  cidr,
  ...changes,
});
const web = rule('sgr-01', 443, '0.0.0.0/0');
const office = rule('sgr-02', 22, '198.51.100.0/24');

const opened: Omit<Scenario<MemoryIngressRules>, 'name' | 'expected' | 'says'> = {
  finding: { rule: 'security-group-opened-to-world', dataset: 'cloudtrail', resources: { securityGroupId } },
  settings: {},
  arrange: ({ groups }) => void groups.set(securityGroupId, [rule('sgr-03', 22, '0.0.0.0/0'), web, office]),
};

const having =
  (...rules: readonly IngressRule[]) =>
  ({ groups }: MemoryIngressRules): void =>
    void groups.set(securityGroupId, rules);

export const scenarios: PlaybookScenarios<MemoryIngressRules> = {
  usual: {
    ...opened,
    name: 'SSH that is open beside a website and the SSH of an office',
    expected: 'ready',
    says: [`ec2:RevokeSecurityGroupIngress on ${securityGroupId}: tcp 22 from 0.0.0.0/0 (sgr-03)`],
  },
  others: [
    {
      ...opened,
      name: 'all traffic over IPv6 and a range of ports over two halves of IPv4',
      arrange: having(
        rule('sgr-04', -1, '::/0', { protocol: '-1' }),
        rule('sgr-05', 1024, '0.0.0.0/1', { toPort: 65_535 }),
        rule('sgr-06', 1024, '128.0.0.0/1', { toPort: 65_535 }),
      ),
      expected: 'ready',
      says: [
        `ec2:RevokeSecurityGroupIngress on ${securityGroupId}: all traffic from ::/0 (sgr-04)`,
        `ec2:RevokeSecurityGroupIngress on ${securityGroupId}: tcp 1024-65535 from 0.0.0.0/1 (sgr-05)`,
        `ec2:RevokeSecurityGroupIngress on ${securityGroupId}: tcp 1024-65535 from 128.0.0.0/1 (sgr-06)`,
      ],
    },
    {
      ...opened,
      name: 'a group whose rules are closed again',
      arrange: having(web, office, rule('sgr-07', 10_000, '0.0.0.0/0', { protocol: 'udp' })),
      expected: 'already_right',
      says: ['No rule of'],
    },
    {
      ...opened,
      name: 'a group that was deleted',
      arrange: () => undefined,
      expected: 'not_found',
      says: ['There is no security group'],
    },
    {
      ...opened,
      name: 'an ARN in the place of the group id',
      finding: {
        ...opened.finding,
        resources: { securityGroupId: `arn:aws:ec2:us-east-1:444455556666:security-group/${securityGroupId}` },
      },
      expected: 'refused',
      says: ['names no security group'],
    },
  ],
  look: ({ groups }) => [...groups].toSorted(),
  protect: ({ tagsOf }) => void tagsOf.set(securityGroupId, { [protectedTagKey]: 'bastion' }),
};
