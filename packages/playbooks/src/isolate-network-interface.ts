import { type CapturedState, type Playbook, requiredResource } from './playbook.ts';

const groupsOf = (captured: CapturedState): readonly string[] =>
  (captured['securityGroupIds'] ?? '').split(',').filter((id) => id !== '');

/** Moves a network interface into a security group without rules, so that its instance can be looked at but reaches nothing. */
export const isolateNetworkInterface: Playbook = {
  id: 'isolate-network-interface',
  title: 'Isolate the network interface in a security group without rules',
  match: (finding) => finding.rule === 'flow-port-scan' && finding.source === 'vpc-flow',
  precheck: async (ports, finding, settings) => {
    const interfaceId = finding.resources['interfaceId'];
    if (!interfaceId) return { kind: 'refused', reason: 'The finding names no network interface.' };
    const isolation = settings.isolationSecurityGroupId;
    if (!isolation)
      return { kind: 'refused', reason: 'No isolation security group is configured (ISOLATION_SECURITY_GROUP_ID).' };
    const groups = await ports.interfaces.securityGroups(interfaceId);
    if (!groups || groups.length === 0)
      return { kind: 'refused', reason: `There is no network interface ${interfaceId} with security groups.` };
    if (groups.length === 1 && groups[0] === isolation)
      return { kind: 'already_right', reason: `The network interface ${interfaceId} is isolated.` };
    return {
      kind: 'ready',
      captured: { securityGroupIds: groups.join(',') },
      steps: [
        `ec2:ModifyNetworkInterfaceAttribute on ${interfaceId}: security groups ${groups.join(', ')} become ${isolation}`,
      ],
    };
  },
  apply: async (ports, finding, settings) => {
    if (!settings.isolationSecurityGroupId)
      throw new Error('No isolation security group is configured (ISOLATION_SECURITY_GROUP_ID).');
    await ports.interfaces.replaceSecurityGroups(requiredResource(finding, 'interfaceId'), [
      settings.isolationSecurityGroupId,
    ]);
  },
  verify: async (ports, finding, settings) => {
    const groups = await ports.interfaces.securityGroups(requiredResource(finding, 'interfaceId'));
    return groups?.length === 1 && groups[0] === settings.isolationSecurityGroupId;
  },
  rollback: async (ports, finding, captured) => {
    const groups = groupsOf(captured);
    if (groups.length === 0) throw new Error(`No security groups were captured for finding ${finding.id}.`);
    await ports.interfaces.replaceSecurityGroups(requiredResource(finding, 'interfaceId'), groups);
  },
};
