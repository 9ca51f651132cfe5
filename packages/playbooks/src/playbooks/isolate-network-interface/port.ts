import type { Tags } from '../../playbook.ts';

/** The tag that a network interface has when its owner lets it be isolated. */
export const isolationTag = { key: 'bellwether-isolation', value: 'allowed' } as const;

/** What isolating a network interface asks of EC2. Flow logs name the interface, so it is what a finding knows. */
export interface NetworkInterfaces {
  /** Security group ids of the interface, sorted; `undefined` when there is no such interface. */
  securityGroups(interfaceId: string): Promise<readonly string[] | undefined>;
  /** The interface's own private addresses; `undefined` when there is no such interface. */
  addresses(interfaceId: string): Promise<readonly string[] | undefined>;
  /** `undefined` when there is no such interface. */
  tags(interfaceId: string): Promise<Tags | undefined>;
  replaceSecurityGroups(interfaceId: string, groupIds: readonly string[]): Promise<void>;
}
