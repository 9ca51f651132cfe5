import { CloudTrailClient, CreateTrailCommand, DeleteTrailCommand } from '@aws-sdk/client-cloudtrail';
import {
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  CreateSubnetCommand,
  EC2Client,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { cloudTrailControl, ec2InstanceNetwork } from '@bellwether/aws-adapters';
import { requireEmulator, uniqueName } from './emulated.ts';

describe('cloudTrailControl', () => {
  it('stops and starts a trail, and says so', async () => {
    requireEmulator();
    const cloudTrail = new CloudTrailClient({});
    const bucket = uniqueName('trail');
    await new S3Client({ forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: bucket }));
    const { Name = '' } = await cloudTrail.send(
      new CreateTrailCommand({ Name: uniqueName('trail'), S3BucketName: bucket }),
    );
    const trails = cloudTrailControl();
    await trails.startLogging(Name);
    expect(await trails.status(Name)).toBe('logging');
    await trails.stopLogging(Name);
    expect(await trails.status(Name)).toBe('stopped');
    await cloudTrail.send(new DeleteTrailCommand({ Name }));
    expect(await trails.status(Name)).toBe('not_found');
  });
});

describe('ec2InstanceNetwork', () => {
  it('reads and replaces the groups of an instance', async () => {
    requireEmulator();
    const ec2 = new EC2Client({});
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    const VpcId = Vpc?.VpcId ?? '';
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.1.0/24' }));
    const makeGroup = async (name: string): Promise<string> =>
      (await ec2.send(new CreateSecurityGroupCommand({ GroupName: name, Description: name, VpcId }))).GroupId ?? '';
    const groups = (await Promise.all(['web', 'ssh'].map(makeGroup))).toSorted();
    const quarantine = await makeGroup('quarantine');
    const { Instances } = await ec2.send(
      new RunInstancesCommand({
        ImageId: 'ami-12c6146b',
        MinCount: 1,
        MaxCount: 1,
        SubnetId: Subnet?.SubnetId ?? '',
        SecurityGroupIds: groups,
      }),
    );
    const id = Instances?.[0]?.InstanceId ?? '';
    const network = ec2InstanceNetwork();
    expect(await network.securityGroups(id)).toEqual(groups);
    await network.replaceSecurityGroups(id, [quarantine]);
    expect(await network.securityGroups(id)).toEqual([quarantine]);
    await network.replaceSecurityGroups(id, groups);
    expect(await network.securityGroups(id)).toEqual(groups);
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    expect(await network.securityGroups(id)).toBeUndefined();
    expect(await network.securityGroups('i-0123456789abcdef0')).toBeUndefined();
  });
});
