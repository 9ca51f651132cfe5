import type { Tags } from '../../playbook.ts';

/** One rule of a security group for what comes in. */
export interface IngressRule {
  readonly id: string;
  /** As EC2 writes it: `tcp`, `udp`, `icmp`, a number, or `-1` for all. */
  readonly protocol: string;
  /** First and last port; -1 where the protocol has none or all are meant. */
  readonly fromPort: number;
  readonly toPort: number;
  /** Addresses that it is for, such as `0.0.0.0/0`; empty where it is for a group or a list. */
  readonly cidr: string;
}

/** What revoking open rules asks of EC2. */
export interface IngressRules {
  /** Rules for what comes in, sorted by id; `undefined` when there is no such group. */
  rules(groupId: string): Promise<readonly IngressRule[] | undefined>;
  /** Tags of the group; none of one that does not exist. */
  tags(groupId: string): Promise<Tags>;
  /** Revokes exactly these rules; an error when there is no such group. */
  revoke(groupId: string, ruleIds: readonly string[]): Promise<void>;
}
