import { describe, expect, it } from '@jest/globals';
import { compileRules } from '@bellwether/log-model';
import { auditEvent, iamUser, line, roleSession, rootUser, trailEvent, type EvidenceEvent } from '../src/evidence.ts';
import { ownRules } from '../src/index.ts';
import { matchesOf } from './read-evidence.ts';

const flow = (fields: string): EvidenceEvent =>
  line('/vpc/flow-logs', `2 111122223333 eni-0a1b2c3d4e5f60718 ${fields} 1772442900 1772442960 ACCEPT OK`);

const ordinary: readonly [string, EvidenceEvent][] = [
  [
    'a service assuming its role',
    trailEvent({
      eventSource: 'sts.amazonaws.com',
      eventName: 'AssumeRole',
      userIdentity: { type: 'AWSService', invokedBy: 'lambda.amazonaws.com' },
      sourceIPAddress: 'lambda.amazonaws.com',
    }),
  ],
  [
    'a data key for an encrypted volume',
    trailEvent({
      eventSource: 'kms.amazonaws.com',
      eventName: 'GenerateDataKeyWithoutPlaintext',
      userIdentity: { ...rootUser, invokedBy: 'ec2.amazonaws.com' },
      sourceIPAddress: 'ec2.amazonaws.com',
    }),
  ],
  [
    'a rotation of a key by KMS itself',
    trailEvent({
      eventSource: 'kms.amazonaws.com',
      eventName: 'RotateKey',
      eventType: 'AwsServiceEvent',
      userIdentity: { accountId: '111122223333', invokedBy: 'kms.amazonaws.com' },
    }),
  ],
  [
    'a missing object',
    trailEvent({
      eventSource: 's3.amazonaws.com',
      eventName: 'GetObject',
      errorCode: 'NoSuchKey',
      userIdentity: roleSession('web', 'i-1'),
    }),
  ],
  [
    'a dry run',
    trailEvent({ eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances', errorCode: 'Client.DryRunOperation' }),
  ],
  [
    'a login with MFA',
    trailEvent({
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      eventType: 'AwsConsoleSignIn',
      responseElements: { ConsoleLogin: 'Success' },
      additionalEventData: { MFAUsed: 'Yes' },
    }),
  ],
  [
    'a new trail',
    trailEvent({
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'CreateTrail',
      requestParameters: { name: 'main', isMultiRegionTrail: true },
    }),
  ],
  [
    'a role for a function',
    trailEvent({
      eventSource: 'iam.amazonaws.com',
      eventName: 'AttachRolePolicy',
      requestParameters: {
        roleName: 'orders',
        policyArn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
      },
    }),
  ],
  [
    'a web server opened to the web',
    trailEvent({
      eventSource: 'ec2.amazonaws.com',
      eventName: 'AuthorizeSecurityGroupIngress',
      requestParameters: {
        groupId: 'sg-1',
        ipPermissions: {
          items: [{ ipProtocol: 'tcp', fromPort: 443, toPort: 443, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }],
        },
      },
    }),
  ],
  [
    'a user changing their own password',
    trailEvent({ eventSource: 'iam.amazonaws.com', eventName: 'ChangePassword', userIdentity: iamUser('alice') }),
  ],
  ['a request to a web server', flow('198.51.100.7 10.0.2.30 51432 443 6 12 5400')],
  ['its answer', flow('10.0.2.30 198.51.100.7 443 51432 6 12 5400')],
  ['a storage server answering a backup', flow('52.216.10.77 10.0.1.15 443 40311 6 400 560000')],
  [
    'a node renewing its lease',
    auditEvent({
      verb: 'update',
      user: { username: 'system:node:ip-10-0-1-15.ec2.internal', groups: ['system:nodes'] },
      requestURI: '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/a',
      objectRef: { resource: 'leases', namespace: 'kube-node-lease', name: 'a' },
      responseStatus: { code: 200 },
    }),
  ],
  [
    'a load balancer asking for health',
    auditEvent({
      verb: 'get',
      user: { username: 'system:anonymous', groups: ['system:unauthenticated'] },
      requestURI: '/readyz',
      responseStatus: { code: 200 },
    }),
  ],
  [
    'a login by key',
    line(
      '/ec2/var/log/secure',
      'Mar  2 09:15:00 ip-10-0-1-15 sshd[2214]: Accepted publickey for ec2-user from 198.51.100.7 port 40022 ssh2',
    ),
  ],
  [
    'an invocation',
    line(
      '/aws/lambda/orders',
      'REPORT RequestId: 6f747994-7a3c-4c1b-9d0e-0b5a3c1d2e4f\tDuration: 46.10 ms\tBilled Duration: 47 ms\tMemory Size: 512 MB\tMax Memory Used: 190 MB\t',
    ),
  ],
];

describe('ordinary activity', () => {
  const compiled = compileRules(ownRules);
  it.each(ordinary)('hits no rule: %s', (_name, event) => {
    // What comes after matches of another rule, must be new or is only counted says nothing by itself.
    const alone = matchesOf(compiled, event).filter(({ rule }) => rule.after === undefined && rule.firstSeen === undefined && rule.mode !== 'counted'); // prettier-ignore
    expect(alone.map(({ rule }) => rule.id)).toEqual([]);
  });
});
