import { type PlaybookSteps, requiredResource } from '../../playbook.ts';
import { isPrivateAddress } from '../../private-address.ts';
import type { IsolationSettings } from './playbook.ts';
import { isolationTag, type NetworkInterfaces } from './port.ts';

const noIsolationGroup = 'No isolation security group is configured (ISOLATION_SECURITY_GROUP_ID).';

export const steps: PlaybookSteps<NetworkInterfaces, IsolationSettings> = {
  precheck: async (interfaces, finding, settings) => {
    const interfaceId = finding.resources['interfaceId'];
    if (!interfaceId) return { kind: 'refused', reason: 'The finding names no network interface.' };
    const sourceIp = finding.resources['sourceIp'] ?? '';
    // A scan from outside would isolate the host that was scanned: anyone could have our hosts taken off the network.
    if (!isPrivateAddress(sourceIp))
      return {
        kind: 'refused',
        reason: 'The scan does not come from a private address, so isolating ours would not stop it.',
      };
    const isolation = settings.ISOLATION_SECURITY_GROUP_ID;
    if (!isolation) return { kind: 'refused', reason: noIsolationGroup };
    const groups = await interfaces.securityGroups(interfaceId);
    if (!groups || groups.length === 0)
      return { kind: 'not_found', reason: `There is no network interface ${interfaceId} with security groups.` };
    if (groups.length === 1 && groups[0] === isolation)
      return { kind: 'already_right', reason: `The network interface ${interfaceId} is isolated.` };
    // Flow logs name a flow at both ends: the interface that saw the scan may be the one that was scanned.
    const addresses = await interfaces.addresses(interfaceId);
    if (!addresses?.includes(sourceIp))
      return { kind: 'refused', reason: `The network interface ${interfaceId} is not the one the scan comes from.` };
    const tags = await interfaces.tags(interfaceId);
    if (tags?.[isolationTag.key] !== isolationTag.value)
      return {
        kind: 'refused',
        reason: `The network interface ${interfaceId} lacks the tag ${isolationTag.key}=${isolationTag.value}, without which none is isolated.`,
      };
    return {
      kind: 'ready',
      captured: { securityGroupIds: groups.join(',') },
      steps: [
        `ec2:ModifyNetworkInterfaceAttribute on ${interfaceId}: security groups ${groups.join(', ')} become ${isolation}`,
      ],
      tags,
    };
  },
  apply: async (interfaces, finding, settings) => {
    if (!settings.ISOLATION_SECURITY_GROUP_ID) throw new Error(noIsolationGroup);
    await interfaces.replaceSecurityGroups(requiredResource(finding, 'interfaceId'), [
      settings.ISOLATION_SECURITY_GROUP_ID,
    ]);
  },
  verify: async (interfaces, finding, settings) => {
    const groups = await interfaces.securityGroups(requiredResource(finding, 'interfaceId'));
    return groups?.length === 1 && groups[0] === settings.ISOLATION_SECURITY_GROUP_ID;
  },
  // Putting the groups back would connect a host that scans, and the role may set the isolation group alone. A person puts them back: the plan
  // names them.
  rollback: async () => undefined,
};
