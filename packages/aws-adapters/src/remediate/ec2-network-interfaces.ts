import type { NetworkInterface } from '@aws-sdk/client-ec2';
import { PortError } from '@bellwether/ports';
import type { NetworkInterfaces } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { ec2Calls } from '../clients.ts';
import { errorName, portCall } from '../port-call.ts';
import type { Ec2Calls } from '../sdk/ec2.ts';

const absent: ReadonlySet<string> = new Set([
  'InvalidNetworkInterfaceID.NotFound',
  'InvalidNetworkInterfaceID.Malformed',
  'InvalidNetworkInterfaceId.Malformed',
]);

/**
 * Security groups of network interfaces. Needs `ec2:DescribeNetworkInterfaces` (which AWS grants on `*` alone) and
 * `ec2:ModifyNetworkInterfaceAttribute` on the interfaces and groups.
 */
export const ec2NetworkInterfaces = (calls: Calls<Ec2Calls> = ec2Calls): NetworkInterfaces => {
  const find = async (interfaceId: string): Promise<NetworkInterface | undefined> => {
    try {
      const { NetworkInterfaces: found } = await (await calls()).describe(interfaceId);
      return found?.find((candidate) => candidate.NetworkInterfaceId === interfaceId);
    } catch (error) {
      if (absent.has(errorName(error))) return undefined;
      throw error;
    }
  };
  return {
    securityGroups: (interfaceId) =>
      portCall('interfaces', 'securityGroups', async () =>
        (await find(interfaceId))?.Groups?.flatMap(({ GroupId }) => GroupId ?? []).toSorted(),
      ),
    addresses: (interfaceId) =>
      portCall('interfaces', 'addresses', async () => {
        const network = await find(interfaceId);
        if (network === undefined) return undefined;
        const inner = network.PrivateIpAddresses?.flatMap(({ PrivateIpAddress }) => PrivateIpAddress ?? []) ?? [];
        return [...inner, ...(network.Ipv6Addresses?.flatMap(({ Ipv6Address }) => Ipv6Address ?? []) ?? [])];
      }),
    replaceSecurityGroups: (interfaceId, groupIds) =>
      portCall('interfaces', 'replaceSecurityGroups', async () => {
        if (groupIds.length === 0)
          throw new PortError('interfaces', 'replaceSecurityGroups', false, {
            cause: new RangeError('A network interface keeps at least one security group.'),
          });
        await (await calls()).setGroups(interfaceId, groupIds);
      }),
  };
};
