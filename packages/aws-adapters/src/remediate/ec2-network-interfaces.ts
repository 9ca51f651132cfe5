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
export const ec2NetworkInterfaces = (calls: Calls<Ec2Calls> = ec2Calls): NetworkInterfaces => ({
  securityGroups: (interfaceId) =>
    portCall('interfaces', 'securityGroups', async () => {
      try {
        const { NetworkInterfaces: found } = await (await calls()).describe(interfaceId);
        const network = found?.find((candidate) => candidate.NetworkInterfaceId === interfaceId);
        return network?.Groups?.flatMap(({ GroupId }) => GroupId ?? []).toSorted();
      } catch (error) {
        if (absent.has(errorName(error))) return undefined;
        throw error;
      }
    }),
  replaceSecurityGroups: (interfaceId, groupIds) =>
    portCall('interfaces', 'replaceSecurityGroups', async () => {
      if (groupIds.length === 0)
        throw new PortError('interfaces', 'replaceSecurityGroups', false, {
          cause: new RangeError('A network interface keeps at least one security group.'),
        });
      await (await calls()).setGroups(interfaceId, groupIds);
    }),
});
