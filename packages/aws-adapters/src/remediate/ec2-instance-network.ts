import { PortError } from '@bellwether/ports';
import type { InstanceNetwork } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { ec2Calls } from '../clients.ts';
import { errorName, portCall } from '../port-call.ts';
import type { Ec2Calls } from '../sdk/ec2.ts';

const absent: ReadonlySet<string> = new Set(['InvalidInstanceID.NotFound', 'InvalidInstanceID.Malformed']);

/**
 * Security groups of instances. Needs `ec2:DescribeInstances` (which AWS grants on `*` alone) and
 * `ec2:ModifyInstanceAttribute` on the instances and groups.
 *
 * An instance with several network interfaces is refused: its groups hang on each interface, and one list could neither
 * isolate it for certain nor put it back as it was.
 */
export const ec2InstanceNetwork = (calls: Calls<Ec2Calls> = ec2Calls): InstanceNetwork => ({
  securityGroups: (instanceId) =>
    portCall('instances', 'securityGroups', async () => {
      try {
        const { Reservations } = await (await calls()).describe(instanceId);
        const instance = Reservations?.flatMap(({ Instances }) => Instances ?? []).find(
          (candidate) => candidate.InstanceId === instanceId,
        );
        if (instance === undefined || instance.State?.Name === 'terminated') return undefined;
        if ((instance.NetworkInterfaces?.length ?? 0) > 1)
          throw new PortError('instances', 'securityGroups', false, {
            cause: new RangeError('The instance has more than one network interface.'),
          });
        const groupIds = (instance.SecurityGroups ?? []).flatMap(({ GroupId }) => GroupId ?? []);
        return groupIds.toSorted();
      } catch (error) {
        if (absent.has(errorName(error))) return undefined;
        throw error;
      }
    }),
  replaceSecurityGroups: (instanceId, groupIds) =>
    portCall('instances', 'replaceSecurityGroups', async () => {
      if (groupIds.length === 0)
        throw new PortError('instances', 'replaceSecurityGroups', false, {
          cause: new RangeError('An instance keeps at least one security group.'),
        });
      await (await calls()).setGroups(instanceId, groupIds);
    }),
});
