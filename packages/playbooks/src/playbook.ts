import type { Finding } from '@bellwether/log-model';
import type { Ports } from '@bellwether/ports';

export type PlaybookPorts = Pick<Ports, 'trails' | 'interfaces'>;

/** What is asked of the world to note how far the remedy of a finding has come. */
export type ProgressPorts = Pick<Ports, 'findings' | 'clock'>;

/** State of the resource before anything was changed, enough to put it back. Plain strings, so that a workflow can carry it. */
export type CapturedState = Readonly<Record<string, string>>;

/** Whether a playbook may act, and what it found or would need. */
export type Precheck =
  | { readonly kind: 'ready'; readonly captured: CapturedState; readonly steps: readonly string[] }
  | { readonly kind: 'already_right'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Values a playbook needs from its environment, such as the security group that isolates a network interface. */
export interface PlaybookSettings {
  readonly isolationSecurityGroupId?: string;
}

/**
 * A remediation. `precheck` only reads; `apply` and `rollback` may be run again after a failure and then change nothing
 * more; `verify` reads the state afresh. A finding whose resources are not named is refused, never guessed.
 */
export interface Playbook {
  readonly id: string;
  readonly title: string;
  match(finding: Finding): boolean;
  precheck(ports: PlaybookPorts, finding: Finding, settings: PlaybookSettings): Promise<Precheck>;
  apply(ports: PlaybookPorts, finding: Finding, settings: PlaybookSettings): Promise<void>;
  verify(ports: PlaybookPorts, finding: Finding, settings: PlaybookSettings): Promise<boolean>;
  rollback(ports: PlaybookPorts, finding: Finding, captured: CapturedState): Promise<void>;
}

/** The resource a finding names, or an error: what acts on an account fails closed. */
export const requiredResource = (finding: Finding, name: string): string => {
  const value = finding.resources[name];
  if (!value) throw new Error(`Finding ${finding.id} names no ${name}.`);
  return value;
};
