import { PortError } from '@bellwether/ports';
import type { Tags } from '../../playbook.ts';
import { isolationTag, type NetworkInterfaces } from './port.ts';

export interface MemoryInterfaces extends NetworkInterfaces {
  /** Interface id to security group ids. Set it to arrange a test. */
  readonly interfaces: Map<string, readonly string[]>;
  /** Interface id to its private addresses. Set it to arrange a test. */
  readonly addressesOf: Map<string, readonly string[]>;
  /** Interface id to its tags; one without an entry has the tag that lets it be isolated. */
  readonly tagsOf: Map<string, Tags>;
}

/** Network interfaces of an account that exists in memory alone. Acting on an absent interface throws, as EC2 does. */
export const openInMemory = (): MemoryInterfaces => {
  const interfaces = new Map<string, readonly string[]>();
  const addressesOf = new Map<string, readonly string[]>();
  const tagsOf = new Map<string, Tags>();
  const refuse = (cause: Error): never => {
    throw new PortError('interfaces', 'replaceSecurityGroups', false, { cause });
  };
  return {
    interfaces,
    addressesOf,
    tagsOf,
    tags: async (interfaceId) =>
      interfaces.has(interfaceId) ? (tagsOf.get(interfaceId) ?? { [isolationTag.key]: isolationTag.value }) : undefined,
    addresses: async (interfaceId) => (interfaces.has(interfaceId) ? (addressesOf.get(interfaceId) ?? []) : undefined),
    securityGroups: async (interfaceId) => interfaces.get(interfaceId)?.toSorted(),
    replaceSecurityGroups: async (interfaceId, groupIds) => {
      if (groupIds.length === 0) refuse(new RangeError('A network interface keeps at least one security group.'));
      if (!interfaces.has(interfaceId)) refuse(new Error('InvalidNetworkInterfaceID.NotFound'));
      interfaces.set(interfaceId, [...groupIds]);
    },
  };
};
