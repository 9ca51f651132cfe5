import { CloudTrailClient, CreateTrailCommand, DeleteTrailCommand } from '@aws-sdk/client-cloudtrail';
import {
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  CreateSubnetCommand,
  EC2Client,
  CreateNetworkInterfaceCommand,
  DeleteNetworkInterfaceCommand,
} from '@aws-sdk/client-ec2';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { cloudTrailControl, ec2NetworkInterfaces } from '@bellwether/aws-adapters';
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

describe('ec2NetworkInterfaces', () => {
  it('reads and replaces the groups of a network interface', async () => {
    requireEmulator();
    const ec2 = new EC2Client({});
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    const VpcId = Vpc?.VpcId ?? '';
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.1.0/24' }));
    const SubnetId = Subnet?.SubnetId ?? '';
    const makeGroup = async (name: string): Promise<string> =>
      (await ec2.send(new CreateSecurityGroupCommand({ GroupName: name, Description: name, VpcId }))).GroupId ?? '';
    const groups = (await Promise.all(['web', 'ssh'].map(makeGroup))).toSorted();
    const quarantine = await makeGroup('quarantine');
    const { NetworkInterface } = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId, Groups: groups }));
    const id = NetworkInterface?.NetworkInterfaceId ?? '';
    const interfaces = ec2NetworkInterfaces();
    expect(await interfaces.securityGroups(id)).toEqual(groups);
    await interfaces.replaceSecurityGroups(id, [quarantine]);
    expect(await interfaces.securityGroups(id)).toEqual([quarantine]);
    await interfaces.replaceSecurityGroups(id, groups);
    expect(await interfaces.securityGroups(id)).toEqual(groups);
    await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: id }));
    expect(await interfaces.securityGroups(id)).toBeUndefined();
  });
});
