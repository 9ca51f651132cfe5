/** What the remediation of a disabled trail needs of CloudTrail. */
export interface TrailControl {
  /** Whether the trail is logging now; `not_found` when there is no such trail. */
  status(trailName: string): Promise<'logging' | 'stopped' | 'not_found'>;
  startLogging(trailName: string): Promise<void>;
  stopLogging(trailName: string): Promise<void>;
}

/** What isolating a network interface needs of EC2. Flow logs name the interface, so it is what a finding knows. */
export interface NetworkInterfaces {
  /** Security group ids of the interface, sorted; `undefined` when there is no such interface. */
  securityGroups(interfaceId: string): Promise<readonly string[] | undefined>;
  /** The interface's own private addresses; `undefined` when there is no such interface. */
  addresses(interfaceId: string): Promise<readonly string[] | undefined>;
  replaceSecurityGroups(interfaceId: string, groupIds: readonly string[]): Promise<void>;
}
