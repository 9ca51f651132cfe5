import { uniqueIdOf, uuidOf } from '../../chance/identifiers.ts';
import { chooserOf } from '../../chance/weighted.ts';
import { stsTime } from '../../text/times.ts';
import { instancesOf } from '../../world/world.ts';
import { assumedRole, awsInternal, awsService, iamUserWithKey, openRoleSession, rootOnBehalf } from './principals.ts';
import type { Chance } from '../../chance/chance.ts';
import type { IamUser, World } from '../../world/world.ts';
import type { ApiCall } from './record.ts';
import type { RoleSession } from './principals.ts';

/** Makes the call that happens at a moment, epoch milliseconds. */
type WriteCall = (atMs: number) => ApiCall;

const hourMs = 3_600_000;
/** What a caller gets that asks too often. The SDK tries again, so it is noise. */
const throttled = { errorCode: 'ThrottlingException', errorMessage: 'Rate exceeded' } as const;
/** Services that take up the roles of the workloads they run. */
const usualRoles = ['lambda', 'ecs-tasks', 'ec2', 'eks'] as const;

/** What Terraform reads to compare the account with its state. */
const refreshes = [
  ['iam', 'GetRole'],
  ['iam', 'GetPolicy'],
  ['s3', 'GetBucketVersioning'],
  ['ec2', 'DescribeVpcs'],
  ['ec2', 'DescribeSecurityGroups'],
] as const;

/** The task roles of the services, each with a session name and an address that stay the same all day. */
const openSessions = (world: World, chance: Chance): readonly RoleSession[] =>
  ['checkout', 'payments', 'email', 'inventory', 'shipping'].map((service) =>
    openRoleSession(chance, {
      roleName: `shop-${service}-task`,
      sessionName: chance.hex(32),
      address: world.natAddress,
      userAgent: 'aws-sdk-js/3.920.0 ua/2.1 os/linux#6.1 lang/js md/nodejs#22.20.0',
    }),
  );

/**
 * What programs and services call all day, whatever the hour.
 *
 * Nearly all of it reads. The writes are those of a running system (log streams, scaling), none touches identities,
 * the trail or the network's openings. Errors are the ordinary ones: throttling, an optional parameter, a program
 * that was never given a permission.
 *
 * @returns a function that makes the next call; sessions and ids live as long as it does
 */
export const openWorkloadCalls = (world: World, chance: Chance): WriteCall => {
  const sessions = openSessions(world, chance);
  const node = chance.pick(instancesOf(world, 'app'));
  const nodeSession = openRoleSession(chance, {
    roleName: 'shop-node',
    sessionName: node.id,
    address: world.natAddress,
    userAgent: 'aws-sdk-go-v2/1.39.2 os/linux lang/go#1.25.1 api/ec2#1.254.1',
  });
  const terraform = world.programs[0] as IamUser;
  const reporting = world.programs[1] as IamUser;
  // A session is an hour old at most: the credentials are renewed on the hour.
  const session = (atMs: number) => assumedRole(world, chance.pick(sessions), atMs - (atMs % hourMs));

  const choose = chooserOf<WriteCall>([
    [
      26,
      (atMs) => ({
        principal: session(atMs),
        eventSource: 'kms.amazonaws.com',
        eventName: 'Decrypt',
        readOnly: true,
        requestParameters: { encryptionAlgorithm: 'SYMMETRIC_DEFAULT', encryptionContext: { service: 'shop' } },
        resources: [
          {
            accountId: world.account,
            type: 'AWS::KMS::Key',
            ARN: `arn:aws:kms:${world.region}:${world.account}:key/7d1f0c52-0000-4000-8000-5a2b6c9d3e10`,
          },
        ],
      }),
    ],
    [
      20,
      (atMs) => {
        const service = `${chance.pick(usualRoles)}.amazonaws.com`;
        const roleName = `shop-${chance.pick(['checkout', 'payments', 'email', 'inventory'])}-task`;
        // Credentials of a service last an hour here, as the default has it.
        const expiration = stsTime(atMs + hourMs);
        return {
          principal: awsService(service),
          eventSource: 'sts.amazonaws.com',
          eventName: 'AssumeRole',
          readOnly: true,
          requestParameters: {
            roleArn: `arn:aws:iam::${world.account}:role/${roleName}`,
            roleSessionName: chance.hex(32),
          },
          responseElements: { credentials: { accessKeyId: uniqueIdOf(chance, 'ASIA'), expiration } },
          resources: [
            { accountId: world.account, type: 'AWS::IAM::Role', ARN: `arn:aws:iam::${world.account}:role/${roleName}` },
          ],
        };
      },
    ],
    [
      14,
      (atMs) => ({
        principal: session(atMs),
        eventSource: 'ssm.amazonaws.com',
        eventName: 'GetParameter',
        readOnly: true,
        requestParameters: {
          name: `/shop/${chance.pick(['checkout', 'email', 'search'])}/settings`,
          withDecryption: false,
        },
        // A service that asks for an optional setting and does without.
        ...(chance.happens(0.03) ? { errorCode: 'ParameterNotFound' } : {}),
      }),
    ],
    [
      12,
      (atMs) => ({
        principal: assumedRole(world, nodeSession, atMs - (atMs % hourMs)),
        eventSource: 'ec2.amazonaws.com',
        eventName: chance.pick(['DescribeInstances', 'DescribeNetworkInterfaces', 'DescribeInstanceTypes']),
        readOnly: true,
        requestParameters: { filterSet: {}, instancesSet: {} },
        ...(chance.happens(0.01)
          ? { errorCode: 'Client.RequestLimitExceeded', errorMessage: 'Request limit exceeded.' }
          : {}),
      }),
    ],
    [
      8,
      (atMs) => ({
        principal: session(atMs),
        eventSource: 'logs.amazonaws.com',
        eventName: 'CreateLogStream',
        readOnly: false,
        requestParameters: {
          logGroupName: `/aws/lambda/${chance.pick(['order-events', 'image-resizer'])}`,
          logStreamName: chance.hex(32),
        },
        ...(chance.happens(0.02) ? throttled : {}),
      }),
    ],
    [
      6,
      () => ({
        principal: awsService('autoscaling.amazonaws.com'),
        eventSource: 'elasticloadbalancing.amazonaws.com',
        eventName: 'DescribeTargetHealth',
        readOnly: true,
        requestParameters: {
          targetGroupArn: `arn:aws:elasticloadbalancing:${world.region}:${world.account}:targetgroup/shop-web/6d0ecf831eec9f09`,
        },
      }),
    ],
    [
      5,
      () => {
        const [service, eventName] = chance.pick(refreshes);
        return {
          principal: iamUserWithKey(world, terraform, 'APN/1.0 HashiCorp/1.0 Terraform/1.13.4 aws-sdk-go-v2/1.39.2'),
          eventSource: `${service}.amazonaws.com`,
          eventName,
          readOnly: true,
          requestParameters: { name: `shop-${chance.hex(6)}` },
        };
      },
    ],
    [
      4,
      () => ({
        principal: iamUserWithKey(world, reporting, 'Boto3/1.40.61 md/Botocore#1.40.61 lang/python#3.12.11'),
        eventSource: 'ce.amazonaws.com',
        eventName: 'GetCostAndUsage',
        readOnly: true,
        requestParameters: { granularity: 'DAILY', metrics: ['UnblendedCost'] },
        // An old program nobody gave the new permission to: denied, every day, harmless.
        ...(chance.happens(0.05)
          ? {
              errorCode: 'AccessDenied',
              errorMessage: `User: arn:aws:iam::${world.account}:user/${reporting.userName} is not authorized to perform: ce:GetCostAndUsage`,
            }
          : {}),
      }),
    ],
    [
      1.5,
      (atMs) => ({
        principal: session(atMs),
        eventSource: 'ecs.amazonaws.com',
        eventName: 'UpdateService',
        readOnly: false,
        requestParameters: {
          cluster: 'shop',
          service: chance.pick(['checkout', 'search']),
          desiredCount: chance.whole(3, 8),
        },
        responseElements: {
          service: { status: 'ACTIVE', deploymentId: `ecs-svc/${chance.whole(1_000_000, 9_999_999)}` },
        },
      }),
    ],
    [
      0.4,
      () => ({
        principal: rootOnBehalf(world, 'trustedadvisor.amazonaws.com'),
        eventSource: 'ec2.amazonaws.com',
        eventName: 'DescribeAddresses',
        readOnly: true,
      }),
    ],
    [
      0.2,
      () => ({
        principal: awsInternal(world),
        eventSource: 'kms.amazonaws.com',
        eventName: 'RotateKey',
        readOnly: false,
        eventType: 'AwsServiceEvent',
        additionalEventData: { keyId: uuidOf(chance), rotationType: 'AUTOMATIC' },
      }),
    ],
  ]);
  return (atMs) => choose(chance)(atMs);
};
