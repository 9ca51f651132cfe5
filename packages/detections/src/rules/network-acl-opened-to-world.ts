import type { DetectionRule } from '@bellwether/log-model';
import { adminPorts, byNoService, callers } from '../callers.ts';
import { byCloudFormation, call, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

const entry = {
  networkAclId: 'acl-0a1b2c3d',
  ruleNumber: 90,
  egress: false,
  ruleAction: 'allow',
  aclProtocol: '6',
  cidrBlock: '0.0.0.0/0',
};

export const rule: DetectionRule = {
  id: 'network-acl-opened-to-world',
  title: 'A network ACL lets the whole internet reach an administration port',
  description:
    'An entry that allows every address to reach SSH, RDP, a database or all ports was added to a network ACL. Remove it, or narrow it to known addresses.',
  severity: 'WARNING',
  score: 0.6,
  dataset: 'cloudtrail',
  selections: {
    added: {
      eventSource: 'ec2.amazonaws.com',
      eventName: ['CreateNetworkAclEntry', 'ReplaceNetworkAclEntry'],
      errorCode: null,
      'requestParameters.egress': false,
      'requestParameters.ruleAction': 'allow',
    },
    world: [{ 'requestParameters.cidrBlock|endswith': '/0' }, { 'requestParameters.ipv6CidrBlock|endswith': '/0' }],
    ports: adminPorts.map((port) => ({
      'requestParameters.aclProtocol': ['6', 'tcp'],
      'requestParameters.portRange.from|lte': port,
      'requestParameters.portRange.to|gte': port,
    })),
    // Ports of services, but for those that everybody is meant to reach; above them are the ports of answers.
    low: {
      'requestParameters.aclProtocol': ['6', 'tcp', '17', 'udp'],
      'requestParameters.portRange.from|lt': 1024,
    },
    web: [80, 443].map((port) => ({
      'requestParameters.portRange.from': port,
      'requestParameters.portRange.to': port,
    })),
    all: { 'requestParameters.aclProtocol': ['-1', 'all'] },
    ...callers,
  },
  condition: `added and world and (ports or (low and not web) or all) and ${byNoService}`,
  dedupeBy: ['requestParameters.networkAclId'],
  resources: { networkAclId: 'requestParameters.networkAclId' },
  attack: { tactic: 'TA0112', technique: 'T1686.001' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A public subnet whose security groups narrow it.'],
  response: [
    'Remove the entry, or narrow it to known addresses.',
    'Look into the flow logs for what was accepted since.',
  ],
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('ec2', 'CreateNetworkAclEntry', { ...entry, portRange: { from: 22, to: 22 } }),
    call('ec2', 'CreateNetworkAclEntry', { ...entry, portRange: { from: 700, to: 702 } }),
    call('ec2', 'ReplaceNetworkAclEntry', { ...entry, aclProtocol: '-1', portRange: {} }),
  ],
  misses: [
    call('ec2', 'CreateNetworkAclEntry', { ...entry, portRange: { from: 1024, to: 65535 }, cidrBlock: '10.0.0.0/8' }),
    call('ec2', 'CreateNetworkAclEntry', { ...entry, portRange: { from: 443, to: 443 } }),
    call('ec2', 'CreateNetworkAclEntry', { ...entry, egress: true, portRange: { from: 22, to: 22 } }),
    call('ec2', 'CreateNetworkAclEntry', { ...entry, ruleAction: 'deny', portRange: { from: 22, to: 22 } }),
    call('ec2', 'CreateNetworkAclEntry', { ...entry, cidrBlock: '10.0.0.0/8', portRange: { from: 22, to: 22 } }),
    call('ec2', 'CreateNetworkAclEntry', { ...entry, portRange: { from: 22, to: 22 } }, byCloudFormation),
  ],
});
