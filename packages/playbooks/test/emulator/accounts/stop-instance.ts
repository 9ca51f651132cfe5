import { DescribeInstancesCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { allowingTag } from '../../../src/tags.ts';
import type { EmulateAccount } from '../emulated-account.ts';

/** A running instance that may be stopped. */
export const emulateAccount: EmulateAccount = async () => {
  const ec2 = new EC2Client({});
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      // One that the emulator knows.
      ImageId: 'ami-12c6146b',
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: allowingTag.key, Value: allowingTag.value }] }],
    }),
  );
  const instanceId = Instances?.[0]?.InstanceId ?? '';
  return {
    resources: { instanceId },
    settings: {},
    look: async () => {
      const answer = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [instanceId] }));
      return answer.Reservations?.[0]?.Instances?.[0]?.State?.Name;
    },
    // A terminated instance is described for an hour, so what is gone is an instance that never was.
    gone: { instanceId: 'i-00000000000000000' },
  };
};
