import {
  DescribeInstancesCommand,
  DescribeInstanceTypesCommand,
  EC2Client,
  type _InstanceType,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { clientSettings, errorName, portCall } from '@bellwether/aws-adapters/calls';
import { PortError } from '@bellwether/ports';
import type { Instances } from './port.ts';

type Client = Pick<EC2Client, 'send'>;

const absent: ReadonlySet<string> = new Set(['InvalidInstanceID.NotFound', 'InvalidInstanceID.Malformed']);

const describe = async (client: Client, instanceId: string) => {
  try {
    const { Reservations = [] } = await client.send(new DescribeInstancesCommand({ InstanceIds: [instanceId] }));
    return Reservations.flatMap(({ Instances = [] }) => Instances).find(({ InstanceId }) => InstanceId === instanceId);
  } catch (error) {
    if (absent.has(errorName(error))) return undefined;
    throw error;
  }
};

/** Whether a type has disks of its own. A type that EC2 does not describe is doubt, and counts as one that has. */
const hasInstanceStore = async (client: Client, type: _InstanceType | undefined): Promise<boolean> => {
  if (type === undefined) return true;
  const { InstanceTypes = [] } = await client.send(new DescribeInstanceTypesCommand({ InstanceTypes: [type] }));
  return InstanceTypes.find(({ InstanceType }) => InstanceType === type)?.InstanceStorageSupported !== false;
};

/** Instances of the account over EC2. */
export const openPort = (client: Client = new EC2Client(clientSettings(10_000))): Instances => ({
  look: (instanceId) =>
    portCall('instances', 'look', async () => {
      const found = await describe(client, instanceId);
      if (found === undefined) return undefined;
      if (found.State?.Name === undefined)
        throw new PortError('instances', 'look', true, { cause: new TypeError('The answer has no state.') });
      return {
        state: found.State.Name,
        tags: Object.fromEntries((found.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
        hasVolumeRoot: found.RootDeviceType === 'ebs',
        hasInstanceStore: await hasInstanceStore(client, found.InstanceType),
        isSpot: found.InstanceLifecycle === 'spot',
      };
    }),
  stop: (instanceId) =>
    portCall('instances', 'stop', async () => {
      await client.send(new StopInstancesCommand({ InstanceIds: [instanceId] }));
    }),
});
