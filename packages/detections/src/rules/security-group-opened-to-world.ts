import type { DetectionRule, Selection } from '@bellwether/log-model';
import { trailEvent, type RuleEvidence } from '../evidence.ts';

/** SSH, Telnet, RDP, SMB, WinRM and the usual databases, caches and cluster interfaces: TCP ports nobody offers to everybody. */
const adminPorts = [22, 23, 445, 1433, 2375, 2379, 3306, 3389, 5432, 5601, 5985, 6379, 9200, 10250, 11211, 27017];
const item = 'requestParameters.ipPermissions.items[].';
// A prefix of no bits means every address, whatever address stands before it.
const worldRanges: readonly Selection[] = [
  { [`${item}ipRanges.items.cidrIp|endswith`]: '/0' },
  { [`${item}ipv6Ranges.items.cidrIpv6|endswith`]: '/0' },
];
const portRanges: readonly Selection[] = adminPorts.map((port) => ({
  [`${item}fromPort|lte`]: port,
  [`${item}toPort|gte`]: port,
}));

export const rule: DetectionRule = {
  id: 'security-group-opened-to-world',
  title: 'A security group lets the whole internet reach an administration port',
  description:
    'A rule that allows every address to reach SSH, RDP, a database or all ports was added to a security group. Remove it, or narrow it to known addresses.',
  severity: 'ERROR',
  score: 0.8,
  dataset: 'cloudtrail',
  selections: {
    added: { eventSource: 'ec2.amazonaws.com', eventName: 'AuthorizeSecurityGroupIngress', errorCode: null },
    // Range and port must stand in one permission: a world-open 443 beside an office-only 22 is ordinary.
    open: worldRanges.flatMap((world) => [
      { ...world, [`${item}ipProtocol`]: '-1' },
      ...portRanges.map((ports) => ({ ...world, ...ports })),
    ]),
    old_form: adminPorts.map((port) => ({
      'requestParameters.cidrIp|endswith': '/0',
      'requestParameters.fromPort|lte': port,
      'requestParameters.toPort|gte': port,
    })),
  },
  condition: 'added and (open or old_form)',
  dedupeBy: ['requestParameters.groupId', 'requestParameters.groupName'],
  resources: { securityGroupId: 'requestParameters.groupId' },
  attack: { tactic: 'TA0005', technique: 'T1562.007' },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html'],
};

const permission = (port: number, cidrIp: string): object => ({
  ipProtocol: 'tcp',
  fromPort: port,
  toPort: port,
  groups: {},
  ipRanges: { items: [{ cidrIp }] },
  ipv6Ranges: {},
  prefixListIds: {},
});
const authorize = (...items: readonly object[]): Readonly<Record<string, unknown>> => ({
  eventSource: 'ec2.amazonaws.com',
  eventName: 'AuthorizeSecurityGroupIngress',
  requestParameters: { groupId: 'sg-0a1b2c3d4e5f60718', ipPermissions: { items } },
  responseElements: { _return: true },
});

export const evidence = (): RuleEvidence => ({
  hits: [
    trailEvent(authorize(permission(22, '0.0.0.0/0'))),
    trailEvent(authorize(permission(443, '0.0.0.0/0'), permission(3389, '0.0.0.0/0'))),
    trailEvent(
      authorize({ ipProtocol: '-1', groups: {}, ipRanges: {}, ipv6Ranges: { items: [{ cidrIpv6: '::/0' }] } }),
    ),
    trailEvent(
      authorize({ ipProtocol: 'tcp', fromPort: 0, toPort: 65535, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }),
    ),
  ],
  misses: [
    trailEvent(authorize(permission(443, '0.0.0.0/0'))),
    trailEvent(authorize(permission(22, '10.0.0.0/8'))),
    trailEvent(authorize(permission(443, '0.0.0.0/0'), permission(22, '198.51.100.0/24'))),
    trailEvent({
      ...authorize(permission(22, '0.0.0.0/0')),
      errorCode: 'Client.InvalidPermission.Duplicate',
      responseElements: null,
    }),
    trailEvent({ ...authorize(permission(22, '0.0.0.0/0')), eventName: 'RevokeSecurityGroupIngress' }),
  ],
});
