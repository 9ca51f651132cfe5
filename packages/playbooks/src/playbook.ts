import type { Finding, Dataset } from '@bellwether/log-model';
import type { Ports, RemediationSwitch } from '@bellwether/ports';
import type * as z from 'zod/mini';

/** What starts a playbook: a finding of this rule about this kind of log, both. */
export interface PlaybookTrigger {
  readonly rule: string;
  readonly dataset: Dataset;
}

/** Variables that a playbook reads from a function's environment, by name. Each is optional and has a description. */
export type PlaybookVariables = Readonly<Record<string, z.core.$ZodType>>;

/** What came of the variables; absent where the environment does not set one. */
export type SettingsOf<Variables extends PlaybookVariables> = {
  readonly [Name in keyof Variables]?: z.output<Variables[Name]> | undefined;
};

/** The settings of all playbooks as a function read them, by variable name. */
export type PlaybookSettings = Readonly<Record<string, unknown>>;

/**
 * What a playbook is for. Small, because each function of the remediation machine loads all of them at its start; everything else
 * of a playbook is loaded when a finding asks for it.
 *
 * @example
 * export const playbook = {
 *   id: 'restart-trail-logging',
 *   title: 'Start the stopped CloudTrail trail again',
 *   triggers: [{ rule: 'cloudtrail-logging-disabled', dataset: 'cloudtrail' }],
 *   resources: ['trailName'],
 *   variables: {},
 * } satisfies Playbook;
 */
export interface Playbook {
  /** Name of its folder; operators allow it by this name. */
  readonly id: string;
  readonly title: string;
  readonly triggers: readonly PlaybookTrigger[];
  /** Names of the finding's resources that it reads. The rules of its triggers must give them. */
  readonly resources: readonly string[];
  /**
   * What rolling back comes to: `puts_back` what was captured, or `keeps` what was applied, where putting it back would lower the
   * account's protection. `puts_back` when absent.
   */
  readonly rollback?: 'puts_back' | 'keeps';
  /** True where the service is one for all regions, as IAM is: then the finding's region does not matter. False when absent. */
  readonly isGlobal?: boolean;
  readonly variables: PlaybookVariables;
}

/** State of the resource before anything was changed, enough to put it back. Plain strings, so that a workflow can carry it. */
export type CapturedState = Readonly<Record<string, string>>;

/** Tags of a resource by their keys. */
export type Tags = Readonly<Record<string, string>>;

/** Whether a playbook may act, and what it found or would need. */
export type Precheck =
  | {
      readonly kind: 'ready';
      readonly captured: CapturedState;
      /** The calls that `apply` will make, one sentence each, such as `cloudtrail:StartLogging on main`. */
      readonly steps: readonly string[];
      /** Tags of what would be changed, read now, or of what it belongs to; empty where AWS keeps none for it. */
      readonly tags: Tags;
    }
  | { readonly kind: 'already_right'; readonly reason: string }
  | { readonly kind: 'not_found'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * What a playbook does, over the port that its folder declares. `precheck` and `verify` only read. `apply` and `rollback` may run
 * again after a failure and then change nothing more. A finding that does not name its resources is refused, never guessed.
 */
export interface PlaybookSteps<Port, Settings = PlaybookSettings> {
  precheck(port: Port, finding: Finding, settings: Settings): Promise<Precheck>;
  apply(port: Port, finding: Finding, settings: Settings): Promise<void>;
  /** Reads the state afresh: `true` when the resource is as the playbook wants it. */
  verify(port: Port, finding: Finding, settings: Settings): Promise<boolean>;
  rollback(port: Port, finding: Finding, captured: CapturedState): Promise<void>;
}

/**
 * Opens the port of a playbook by the playbook's id: on AWS (`@bellwether/playbooks/aws`) or in memory
 * (`@bellwether/playbooks/memory`).
 *
 * @throws Error when the id has no port
 */
export type OpenPort = (playbookId: string) => Promise<object>;

export interface PlaybookPorts {
  readonly openPort: OpenPort;
}

/** What every step of the machine asks before it goes on. */
export interface SwitchPorts {
  readonly remediationSwitch: RemediationSwitch;
}

/** What is asked of the world to note how far the remedy of a finding has come. */
export type ProgressPorts = Pick<Ports, 'findings' | 'clock'>;

/** The resource that a finding names, when its name has the form that AWS gives such names; anything else counts as not named. */
export const namedResource = (finding: Finding, name: string, form = /^[^\r\n]+$/): string | undefined => {
  const value = finding.resources[name];
  return value !== undefined && form.test(value) ? value : undefined;
};

/**
 * The resource that a finding names.
 *
 * @throws Error when the finding does not name it: what acts on an account fails closed
 */
export const requiredResource = (finding: Finding, name: string, form?: RegExp): string => {
  const value = namedResource(finding, name, form);
  if (value === undefined) throw new Error(`Finding ${finding.id} names no ${name}.`);
  return value;
};
