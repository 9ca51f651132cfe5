import {
  DescribeNetworkInterfacesCommand,
  EC2Client,
  ModifyNetworkInterfaceAttributeCommand,
  type NetworkInterface,
} from '@aws-sdk/client-ec2';
import { clientSettings, errorName, portCall } from '@bellwether/aws-adapters/calls';
import { PortError } from '@bellwether/ports';
import type { NetworkInterfaces } from './port.ts';

type Client = Pick<EC2Client, 'send'>;

const absent: ReadonlySet<string> = new Set([
  'InvalidNetworkInterfaceID.NotFound',
  'InvalidNetworkInterfaceID.Malformed',
  'InvalidNetworkInterfaceId.Malformed',
]);

const findInterface = async (client: Client, interfaceId: string): Promise<NetworkInterface | undefined> => {
  try {
    const answer = await client.send(new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [interfaceId] }));
    return answer.NetworkInterfaces?.find((candidate) => candidate.NetworkInterfaceId === interfaceId);
  } catch (error) {
    if (absent.has(errorName(error))) return undefined;
    throw error;
  }
};

/** Security groups of network interfaces over EC2. */
export const openPort = (client: Client = new EC2Client(clientSettings(10_000))): NetworkInterfaces => ({
  securityGroups: (interfaceId) =>
    portCall('interfaces', 'securityGroups', async () =>
      (await findInterface(client, interfaceId))?.Groups?.flatMap(({ GroupId }) => GroupId ?? []).toSorted(),
    ),
  addresses: (interfaceId) =>
    portCall('interfaces', 'addresses', async () => {
      const network = await findInterface(client, interfaceId);
      if (network === undefined) return undefined;
      const inner = network.PrivateIpAddresses?.flatMap(({ PrivateIpAddress }) => PrivateIpAddress ?? []) ?? [];
      return [...inner, ...(network.Ipv6Addresses?.flatMap(({ Ipv6Address }) => Ipv6Address ?? []) ?? [])];
    }),
  tags: (interfaceId) =>
    portCall('interfaces', 'tags', async () => {
      const network = await findInterface(client, interfaceId);
      return network && Object.fromEntries((network.TagSet ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
    }),
  replaceSecurityGroups: (interfaceId, groupIds) =>
    portCall('interfaces', 'replaceSecurityGroups', async () => {
      if (groupIds.length === 0)
        throw new PortError('interfaces', 'replaceSecurityGroups', false, {
          cause: new RangeError('A network interface keeps at least one security group.'),
        });
      await client.send(
        new ModifyNetworkInterfaceAttributeCommand({ NetworkInterfaceId: interfaceId, Groups: [...groupIds] }),
      );
    }),
});
