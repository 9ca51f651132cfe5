import { type CapturedState, type Playbook, requiredResource } from './playbook.ts';

const groupsOf = (captured: CapturedState): readonly string[] =>
  (captured['securityGroupIds'] ?? '').split(',').filter((id) => id !== '');

/** Addresses of private networks: RFC 1918, shared address space (RFC 6598), unique local IPv6 (RFC 4193). */
const privateAddress =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:)/i;

/** Moves a network interface into a security group without rules, so that its instance can be looked at but reaches nothing. */
export const isolateNetworkInterface: Playbook = {
  id: 'isolate-network-interface',
  title: 'Isolate the network interface in a security group without rules',
  match: (finding) => finding.rule === 'flow-port-scan' && finding.source === 'vpc-flow',
  precheck: async (ports, finding, settings) => {
    const interfaceId = finding.resources['interfaceId'];
    if (!interfaceId) return { kind: 'refused', reason: 'The finding names no network interface.' };
    // A scan from outside would isolate the host that was scanned: anyone could have our hosts taken off the network.
    if (!privateAddress.test(finding.resources['sourceIp'] ?? ''))
      return {
        kind: 'refused',
        reason: 'The scan does not come from a private address, so isolating ours would not stop it.',
      };
    const isolation = settings.isolationSecurityGroupId;
    if (!isolation)
      return { kind: 'refused', reason: 'No isolation security group is configured (ISOLATION_SECURITY_GROUP_ID).' };
    const groups = await ports.interfaces.securityGroups(interfaceId);
    if (!groups || groups.length === 0)
      return { kind: 'refused', reason: `There is no network interface ${interfaceId} with security groups.` };
    if (groups.length === 1 && groups[0] === isolation)
      return { kind: 'already_right', reason: `The network interface ${interfaceId} is isolated.` };
    // Flow logs name a flow at both ends: the interface that saw the scan may be the one that was scanned.
    const addresses = await ports.interfaces.addresses(interfaceId);
    if (!addresses?.includes(finding.resources['sourceIp'] ?? ''))
      return { kind: 'refused', reason: `The network interface ${interfaceId} is not the one the scan comes from.` };
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
