import { describe, expect, it } from '@jest/globals';
import { openPort as openDenials } from '../src/playbooks/attach-deny-policy/aws.ts';
import { openPort as openBuckets } from '../src/playbooks/block-bucket-public-access/aws.ts';
import { openPort as openKeys } from '../src/playbooks/cancel-key-deletion/aws.ts';
import { openPort as openAccessKeys } from '../src/playbooks/deactivate-access-key/aws.ts';
import { openPort as openTables } from '../src/playbooks/enable-table-recovery/aws.ts';
import { openPort as openDetectors } from '../src/playbooks/enable-threat-detector/aws.ts';
import { openPort as openRetention } from '../src/playbooks/keep-log-events/aws.ts';
import { openPort as openRules } from '../src/playbooks/revoke-open-ingress/aws.ts';
import { openPort as openRecorders } from '../src/playbooks/start-config-recorder/aws.ts';
import { openPort as openInstances } from '../src/playbooks/stop-instance/aws.ts';
import { openPort as openConcurrency } from '../src/playbooks/throttle-function/aws.ts';

type Answers = Readonly<Record<string, unknown>>;

/** A client that answers each command by its name without `Command`; an Error is thrown, a function is given the input. */
const answering = (answers: Answers) => {
  const sent: (readonly [string, unknown])[] = [];
  const send = async ({ constructor, input }: { readonly constructor: { readonly name: string }; input: unknown }) => {
    const name = constructor.name.replace(/Command$/, '');
    sent.push([name, input]);
    const answer = answers[name];
    if (answer === undefined) throw new Error(`${name} was not expected.`);
    if (answer instanceof Error) throw answer;
    return typeof answer === 'function' ? (answer as (input: unknown) => unknown)(input) : answer;
  };
  return { sent, client: { send } as never };
};

const failure = (name: string): Error => Object.assign(new Error(name), { name, $metadata: { httpStatusCode: 400 } });

/** How a port looks, what its first command is, and the errors by which AWS says that there is nothing. */
const looks: readonly (readonly [string, (client: never) => Promise<unknown>, string, string, unknown])[] = [
  [
    'access keys',
    (client) => openAccessKeys(client).look('u', 'k'),
    'ListAccessKeys',
    'NoSuchEntityException',
    undefined,
  ],
  ['users', (client) => openDenials(client).look('u'), 'GetUser', 'NoSuchEntityException', undefined],
  ['buckets', (client) => openBuckets(client).look('b', '1'), 'GetPublicAccessBlock', 'NoSuchBucket', undefined],
  ['keys', (client) => openKeys(client).look('k'), 'DescribeKey', 'NotFoundException', undefined],
  ['tables', (client) => openTables(client).look('t'), 'DescribeTable', 'ResourceNotFoundException', undefined],
  ['detectors', (client) => openDetectors(client).look('d'), 'GetDetector', 'BadRequestException', undefined],
  ['groups', (client) => openRules(client).rules('sg'), 'DescribeSecurityGroups', 'InvalidGroup.NotFound', undefined],
  [
    'instances',
    (client) => openInstances(client).look('i'),
    'DescribeInstances',
    'InvalidInstanceID.NotFound',
    undefined,
  ],
  [
    'functions',
    (client) => openConcurrency(client).look('f'),
    'GetFunctionConfiguration',
    'ResourceNotFoundException',
    undefined,
  ],
  [
    'recorders',
    (client) => openRecorders(client).status('r'),
    'DescribeConfigurationRecorderStatus',
    'NoSuchConfigurationRecorderException',
    'not_found',
  ],
];

describe('a port on AWS', () => {
  it.each(looks)('of %s knows what is not there from what it may not see', async (_, look, command, name, absence) => {
    expect(await look(answering({ [command]: failure(name) }).client)).toEqual(absence);
    for (const refusal of ['AccessDenied', 'UnauthorizedOperation', 'InvalidAction'])
      await expect(look(answering({ [command]: failure(refusal) }).client)).rejects.toMatchObject({
        name: 'PortError',
        retryable: false,
      });
    await expect(look(answering({ [command]: failure('Throttling') }).client)).rejects.toMatchObject({
      name: 'PortError',
      retryable: true,
    });
  });

  it.each<[string, Answers, (client: never) => Promise<unknown>]>([
    ['a key without a state', { DescribeKey: { KeyMetadata: {} } }, (client) => openKeys(client).look('k')],
    ['a detector without a status', { GetDetector: {} }, (client) => openDetectors(client).look('d')],
    [
      'a recorder that does not say whether it records',
      { DescribeConfigurationRecorderStatus: { ConfigurationRecordersStatus: [{ name: 'r' }] } },
      (client) => openRecorders(client).status('r'),
    ],
    [
      'a table without a status of its recovery',
      {
        DescribeTable: { Table: { TableArn: 'arn:aws:dynamodb:eu-central-1:1:table/t' } },
        DescribeContinuousBackups: {},
      },
      (client) => openTables(client).look('t'),
    ],
    ['a function without an ARN', { GetFunctionConfiguration: {} }, (client) => openConcurrency(client).look('f')],
    ['a user without an ARN', { GetUser: { User: {} } }, (client) => openDenials(client).deny('u')],
    [
      'an instance without a state',
      { DescribeInstances: { Reservations: [{ Instances: [{ InstanceId: 'i' }] }] } },
      (client) => openInstances(client).look('i'),
    ],
    [
      'a log group without an ARN',
      { DescribeLogGroups: { logGroups: [{ logGroupName: 'g' }] } },
      (client) => openRetention(client).look('g'),
    ],
  ])('stops at %s', async (_, answers, look) => {
    await expect(look(answering(answers).client)).rejects.toMatchObject({ name: 'PortError' });
  });

  it('takes a key whose status it does not know for one that works', async () => {
    const answers = {
      ListAccessKeys: { AccessKeyMetadata: [{ AccessKeyId: 'k', Status: 'Expired' }] },
      ListUserTags: {},
    };
    expect(await openAccessKeys(answering(answers).client).look('u', 'k')).toEqual({ isActive: true, tags: {} });
  });

  it('asks S3 for buckets of the account alone', async () => {
    const { sent, client } = answering({ PutPublicAccessBlock: {} });
    await openBuckets(client).blockAll('b', '111122223333');
    expect(sent).toMatchObject([['PutPublicAccessBlock', { Bucket: 'b', ExpectedBucketOwner: '111122223333' }]]);
  });

  it('takes what was never set on a bucket for guards that are off and no tags', async () => {
    const answers = {
      GetPublicAccessBlock: failure('NoSuchPublicAccessBlockConfiguration'),
      GetBucketTagging: failure('NoSuchTagSet'),
    };
    expect(await openBuckets(answering(answers).client).look('b', '1')).toEqual({ on: [], tags: {} });
    const forbidden = { ...answers, GetBucketTagging: failure('AccessDenied') };
    await expect(openBuckets(answering(forbidden).client).look('b', '1')).rejects.toMatchObject({ name: 'PortError' });
  });

  it('reads every page of rules, and only those for what comes in', async () => {
    const rule = (SecurityGroupRuleId: string, changes: object) => ({
      SecurityGroupRuleId,
      GroupId: 'sg',
      IsEgress: false,
      ...changes,
    });
    const pages: Readonly<Record<string, unknown>> = {
      first: {
        SecurityGroupRules: [rule('b', { IpProtocol: '-1', CidrIpv6: '::/0' }), rule('e', { IsEgress: true })],
        NextToken: 'second',
      },
      second: {
        SecurityGroupRules: [rule('a', { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv4: '0.0.0.0/0' })],
      },
    };
    const { client } = answering({
      DescribeSecurityGroups: { SecurityGroups: [{ GroupId: 'sg' }] },
      DescribeSecurityGroupRules: ({ NextToken = 'first' }: { readonly NextToken?: string }) => pages[NextToken],
    });
    expect(await openRules(client).rules('sg')).toEqual([
      { id: 'a', protocol: 'tcp', fromPort: 22, toPort: 22, cidr: '0.0.0.0/0' },
      { id: 'b', protocol: '-1', fromPort: -1, toPort: -1, cidr: '::/0' },
    ]);
  });

  it.each<[string, unknown, boolean]>([
    ['says that it has none', [{ InstanceType: 't3.micro', InstanceStorageSupported: false }], false],
    ['says that it has some', [{ InstanceType: 't3.micro', InstanceStorageSupported: true }], true],
    ['does not say', [{ InstanceType: 't3.micro' }], true],
    ['is not described', [], true],
  ])('takes a type that %s for one with disks of its own: %#', async (_, InstanceTypes, hasInstanceStore) => {
    const instance = { InstanceId: 'i', InstanceType: 't3.micro', State: { Name: 'running' }, RootDeviceType: 'ebs' };
    const { client } = answering({
      DescribeInstances: { Reservations: [{ Instances: [instance] }] },
      DescribeInstanceTypes: { InstanceTypes },
    });
    expect(await openInstances(client).look('i')).toMatchObject({
      hasInstanceStore,
      hasVolumeRoot: true,
      isSpot: false,
    });
  });

  it('attaches the policy of the user’s own partition', async () => {
    const { sent, client } = answering({
      GetUser: { User: { Arn: 'arn:aws-cn:iam::1:user/u' } },
      AttachUserPolicy: {},
    });
    await openDenials(client).deny('u');
    expect(sent.at(-1)).toEqual([
      'AttachUserPolicy',
      { UserName: 'u', PolicyArn: 'arn:aws-cn:iam::aws:policy/AWSDenyAll' },
    ]);
  });
});
