import type { Finding } from '@bellwether/log-model';
import type { Bounds } from './bounds.ts';
import type { Playbook, SwitchPorts, Tags } from './playbook.ts';
import type { ApplyLimits } from './reservation.ts';
import type { RemediationStart } from './starts.ts';
import { protectedTagKey } from './tags.ts';

/** What may be done: `dry-run` rehearses everything, `apply` acts, and only with the playbooks that are allowed by name. */
export interface Guardrails {
  readonly mode: 'dry-run' | 'apply';
  readonly allowedPlaybooks: readonly string[];
  /** Accounts whose findings may be acted on, twelve digits each. */
  readonly targetAccounts: readonly string[];
  /** Regions whose findings may be acted on; playbooks act in the function's own region alone. */
  readonly targetRegions: readonly string[];
  /** `usualBounds` when absent. */
  readonly bounds?: Bounds;
  /** Which findings about workloads start which playbook, besides its own; none when absent. */
  readonly starts?: readonly RemediationStart[];
  /** Playbooks that act only after a person approved the plan, by name; `*` is all. None when absent. */
  readonly askFirst?: readonly string[];
  /** `usualApplyLimits` when absent. */
  readonly applyLimits?: ApplyLimits;
}

/**
 * Why a finding may not be acted on, whatever the playbook; undefined when it may. Anybody who can write a line into an undeclared log
 * source can make it name any victim.
 *
 * @param isMapped  true where a setting names the finding's log source as that of a workload, which then need not be declared
 */
export const refusalOf = (finding: Finding, { targetAccounts }: Guardrails, isMapped = false): string | undefined => {
  if (finding.provenance === 'claimed')
    return 'The finding rests on a claim: its log source is not declared to hold such records. Declare the log source if a service itself writes there.';
  if (!isMapped && finding.provenance !== 'declared') return 'The finding does not come from a declared log source.';
  if (!targetAccounts.includes(finding.account))
    return `${finding.account ? `The account ${finding.account}` : 'The account of the finding'} is not among the target accounts (TARGET_ACCOUNTS).`;
  return undefined;
};

/** Why a resource with these tags may not be touched by any playbook; undefined when it may. */
export const tagRefusalOf = (tags: Tags): string | undefined =>
  Object.hasOwn(tags, protectedTagKey)
    ? `The resource is protected: it has the tag ${protectedTagKey}, which keeps every playbook away.`
    : undefined;

/**
 * Why a finding of this region may not be acted on; undefined when it may, as always where the service is one for all regions. The ports act in the
 * function's own region: of a finding of another one they would change what has the same name here.
 */
export const regionRefusalOf = (
  { region }: Pick<Finding, 'region'>,
  { isGlobal = false }: Pick<Playbook, 'isGlobal'>,
  { targetRegions }: Pick<Guardrails, 'targetRegions'>,
): string | undefined =>
  isGlobal || targetRegions.includes(region)
    ? undefined
    : `${region ? `The region ${region}` : 'The region of the finding'} is not among the target regions (TARGET_REGIONS).`;

/** Why nothing may be done at all now; undefined while the switch is on. */
export const switchRefusalOf = async ({ remediationSwitch }: SwitchPorts): Promise<string | undefined> =>
  (await remediationSwitch.isOn())
    ? undefined
    : 'Remediation is switched off, or its switch cannot be read (REMEDIATION_SWITCH_PARAMETER).';

/** @throws Error named `RemediationRefused`, which the machine catches apart from failures */
export const refuseRemediation = (reason: string): never => {
  throw Object.assign(new Error(reason), { name: 'RemediationRefused' });
};
