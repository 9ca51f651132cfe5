import type { Finding } from '@bellwether/log-model';
import type { CapturedState, Playbook, PlaybookPorts, PlaybookSettings, Tags } from './playbook.ts';
import { playbookFor, preparePlaybook } from './prepare.ts';
import { playbooks } from './registry/playbooks.ts';
import { protectedTagKey } from './tags.ts';

/** What may be done: `dry-run` rehearses everything, `apply` acts, and only with the playbooks that are allowed by name. */
export interface Guardrails {
  readonly mode: 'dry-run' | 'apply';
  readonly allowedPlaybooks: readonly string[];
  /** Accounts whose findings may be acted on, twelve digits each. */
  readonly targetAccounts: readonly string[];
  /** Regions whose findings may be acted on; playbooks act in the function's own region alone. */
  readonly targetRegions: readonly string[];
}

/**
 * Why a finding may not be acted on, whatever the playbook; undefined when it may. Anybody who can write a line into an undeclared log
 * source can make it name any victim.
 */
export const refusalOf = (finding: Finding, { targetAccounts }: Guardrails): string | undefined => {
  if (finding.provenance === 'claimed')
    return 'The finding rests on a claim: its log source is not declared to hold such records. Declare the log source if a service itself writes there.';
  if (finding.provenance !== 'declared') return 'The finding does not come from a declared log source.';
  if (!targetAccounts.includes(finding.account))
    return `${finding.account ? `The account ${finding.account}` : 'The account of the finding'} is not among the target accounts (TARGET_ACCOUNTS).`;
  return undefined;
};

/**
 * Why there is no plan: `nothing`, no playbook is for the finding; `already_so`, the resource is as the playbook wants it; `refused`, by a
 * guardrail or by the playbook; `not_found`, the resource does not exist.
 */
export type Unplanned = 'nothing' | 'already_so' | 'refused' | 'not_found';

const unplanned = { already_right: 'already_so', refused: 'refused', not_found: 'not_found' } as const;

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

/** What a remediation will do about a finding, and why. */
export type RemediationPlan =
  | { readonly decision: Unplanned; readonly reason: string }
  | {
      readonly decision: 'rehearse' | 'act';
      readonly playbookId: string;
      readonly title: string;
      readonly reason: string;
      readonly steps: readonly string[];
      readonly captured: CapturedState;
    };

/**
 * Plans the remediation of a finding. Reads the account, changes nothing. Closed on doubt: no playbook, a refusal or a
 * playbook that is not allowed by name means that nothing is done, with the reason.
 *
 * @throws PortError when the account cannot be read; then nothing may be done either
 */
export const planRemediation = async (
  ports: PlaybookPorts,
  finding: Finding,
  guardrails: Guardrails,
  settings: PlaybookSettings,
): Promise<RemediationPlan> => {
  const playbook = playbookFor(finding);
  if (!playbook)
    return {
      decision: 'nothing',
      reason: playbooks.some(({ triggers }) => triggers.some(({ rule }) => rule === finding.rule))
        ? `A playbook matches the rule ${finding.rule}, but the finding does not name what the playbook acts on.`
        : `No playbook matches the rule ${finding.rule}.`,
    };
  const refusal = refusalOf(finding, guardrails) ?? regionRefusalOf(finding, playbook, guardrails);
  if (refusal !== undefined) return { decision: 'refused', reason: refusal };
  const prepared = await preparePlaybook(playbook.id, ports.openPort);
  const precheck = await prepared.precheck(finding, settings);
  if (precheck.kind !== 'ready') return { decision: unplanned[precheck.kind], reason: precheck.reason };
  const protection = tagRefusalOf(precheck.tags);
  if (protection !== undefined) return { decision: 'refused', reason: protection };
  const plan = { playbookId: playbook.id, title: playbook.title, steps: precheck.steps, captured: precheck.captured };
  if (guardrails.mode === 'dry-run')
    return { decision: 'rehearse', reason: 'Remediation runs dry: nothing is changed.', ...plan };
  if (!guardrails.allowedPlaybooks.includes(playbook.id)) {
    return {
      decision: 'rehearse',
      reason: `The playbook ${playbook.id} is not in the list of allowed playbooks.`,
      ...plan,
    };
  }
  return { decision: 'act', reason: `The playbook ${playbook.id} is allowed to act.`, ...plan };
};
