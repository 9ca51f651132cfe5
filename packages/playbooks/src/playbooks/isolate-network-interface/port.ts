/** What isolating a network interface asks of EC2. Flow logs name the interface, so it is what a finding knows. */
export interface NetworkInterfaces {
  /** Security group ids of the interface, sorted; `undefined` when there is no such interface. */
  securityGroups(interfaceId: string): Promise<readonly string[] | undefined>;
  /** The interface's own private addresses; `undefined` when there is no such interface. */
  addresses(interfaceId: string): Promise<readonly string[] | undefined>;
  replaceSecurityGroups(interfaceId: string, groupIds: readonly string[]): Promise<void>;
}
