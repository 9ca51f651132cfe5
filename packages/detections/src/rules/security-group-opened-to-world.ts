import type { DetectionRule, Selection } from '@bellwether/log-model';
import { adminPorts } from '../callers.ts';
import { call, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

const item = 'requestParameters.ipPermissions.items[].';
// A prefix of no bits means every address, whatever address is written before it; one of a single bit means half of them.
const worldRanges: readonly Selection[] = [
  { [`${item}ipRanges.items.cidrIp|endswith`]: ['/0', '/1'] },
  { [`${item}ipv6Ranges.items.cidrIpv6|endswith`]: ['/0', '/1'] },
];
const portRanges: readonly Selection[] = adminPorts.map((port) => ({
  [`${item}ipProtocol`]: ['tcp', '6'],
  [`${item}fromPort|lte`]: port,
  [`${item}toPort|gte`]: port,
}));
const modified = 'requestParameters.ModifySecurityGroupRulesRequest.SecurityGroupRule[].SecurityGroupRule.';
const modifiedWorld: readonly Selection[] = [
  { [`${modified}CidrIpv4|endswith`]: ['/0', '/1'] },
  { [`${modified}CidrIpv6|endswith`]: ['/0', '/1'] },
];

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
    modified: { eventSource: 'ec2.amazonaws.com', eventName: 'ModifySecurityGroupRules', errorCode: null },
    open_now: modifiedWorld.flatMap((world) => [
      { ...world, [`${modified}IpProtocol`]: '-1' },
      ...adminPorts.map((port) => ({
        ...world,
        [`${modified}IpProtocol`]: ['tcp', '6'],
        [`${modified}FromPort|lte`]: port,
        [`${modified}ToPort|gte`]: port,
      })),
    ]),
    old_form: adminPorts.map((port) => ({
      'requestParameters.cidrIp|endswith': ['/0', '/1'],
      'requestParameters.ipProtocol': ['tcp', '6'],
      'requestParameters.fromPort|lte': port,
      'requestParameters.toPort|gte': port,
    })),
    old_form_all: { 'requestParameters.cidrIp|endswith': ['/0', '/1'], 'requestParameters.ipProtocol': '-1' },
  },
  condition: '(added and (open or old_form or old_form_all)) or (modified and open_now)',
  dedupeBy: [
    'requestParameters.groupId',
    'requestParameters.groupName',
    'requestParameters.ModifySecurityGroupRulesRequest.GroupId',
  ],
  resources: { securityGroupId: 'requestParameters.groupId' },
  attack: { tactic: 'TA0112', technique: 'T1686.001' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A short test in an account without real data.'],
  response: [
    'Remove the rule, or narrow it to known addresses.',
    'Look into the flow logs for what was accepted since.',
  ],
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

const modification = (CidrIpv4: string, port: number): object => ({
  ModifySecurityGroupRulesRequest: {
    GroupId: 'sg-0a1b2c3d4e5f60718',
    SecurityGroupRule: {
      SecurityGroupRuleId: 'sgr-0a1b2c3d4e5f60718',
      tag: 1,
      SecurityGroupRule: { IpProtocol: 'tcp', FromPort: port, ToPort: port, CidrIpv4 },
    },
  },
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
    trailEvent(authorize(permission(5439, '0.0.0.0/0'))),
    trailEvent(
      authorize({
        ...permission(22, '0.0.0.0/1'),
        ipRanges: { items: [{ cidrIp: '0.0.0.0/1' }, { cidrIp: '128.0.0.0/1' }] },
      }),
    ),
    call('ec2', 'AuthorizeSecurityGroupIngress', { groupId: 'sg-1', cidrIp: '0.0.0.0/0', ipProtocol: '-1' }),
    call('ec2', 'ModifySecurityGroupRules', modification('0.0.0.0/0', 22)),
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
    call('ec2', 'ModifySecurityGroupRules', modification('0.0.0.0/0', 443)),
    call('ec2', 'ModifySecurityGroupRules', modification('10.0.0.0/8', 22)),
    trailEvent(
      authorize({ ipProtocol: 'udp', fromPort: 10000, toPort: 20000, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }),
    ),
  ],
});
