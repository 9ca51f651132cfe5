import type { Finding } from '@bellwether/log-model';
import type { Ports } from '@bellwether/ports';
import { isAsked } from './approval.ts';
import { ageReasonOf, callsRefusalOf, freezeReasonOf, usualBounds } from './bounds.ts';
import { type Guardrails, refusalOf, regionRefusalOf, switchRefusalOf, tagRefusalOf } from './guardrails.ts';
import type { CapturedState, PlaybookPorts, PlaybookSettings, SwitchPorts } from './playbook.ts';
import { preparePlaybook } from './prepare.ts';
import { backlogReasonOf, type BacklogPorts } from './reservation.ts';
import { playbooks } from './registry/playbooks.ts';
import { claimPlaybook } from './starts.ts';

/**
 * Why there is no plan: `nothing`, no playbook is for the finding; `already_so`, the resource is as the playbook wants it; `refused`, by a
 * guardrail or by the playbook; `not_found`, the resource does not exist.
 */
export type Unplanned = 'nothing' | 'already_so' | 'refused' | 'not_found';

const unplanned = { already_right: 'already_so', refused: 'refused', not_found: 'not_found' } as const;

/** What planning asks of the world. */
export type PlanningPorts = PlaybookPorts & SwitchPorts & BacklogPorts & Pick<Ports, 'clock'>;

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
      /** Whether a person is asked before it is applied. */
      readonly ask: boolean;
    };

/**
 * Plans the remediation of a finding. Reads the account, changes nothing. Closed on doubt: no playbook, a refusal or a
 * playbook that is not allowed by name means that nothing is done, with the reason. A finding that is too old, a freeze and a backlog come to a rehearsal.
 *
 * @throws PortError when the account cannot be read; then nothing may be done either
 */
export const planRemediation = async (
  ports: PlanningPorts,
  raised: Finding,
  guardrails: Guardrails,
  settings: PlaybookSettings,
): Promise<RemediationPlan> => {
  const claimed = claimPlaybook(raised, guardrails.starts ?? []);
  if (!claimed)
    return {
      decision: 'nothing',
      reason: playbooks.some(({ triggers }) => triggers.some(({ rule }) => rule === raised.rule))
        ? `A playbook matches the rule ${raised.rule}, but the finding does not name what the playbook acts on.`
        : `No playbook matches the rule ${raised.rule}.`,
    };
  const { playbook, finding, start } = claimed;
  const refusal =
    refusalOf(finding, guardrails, start !== undefined) ??
    regionRefusalOf(finding, playbook, guardrails) ??
    (await switchRefusalOf(ports));
  if (refusal !== undefined) return { decision: 'refused', reason: refusal };
  const prepared = await preparePlaybook(playbook.id, ports.openPort);
  const precheck = await prepared.precheck(finding, settings);
  if (precheck.kind !== 'ready') return { decision: unplanned[precheck.kind], reason: precheck.reason };
  const { bounds = usualBounds } = guardrails;
  const planRefusal = tagRefusalOf(precheck.tags) ?? callsRefusalOf(precheck.steps, bounds);
  if (planRefusal !== undefined) return { decision: 'refused', reason: planRefusal };
  const plan = {
    playbookId: playbook.id,
    title: playbook.title,
    steps: precheck.steps,
    captured: precheck.captured,
    ask: isAsked(playbook, guardrails),
  };
  if (guardrails.mode === 'dry-run')
    return { decision: 'rehearse', reason: 'Remediation runs dry: nothing is changed.', ...plan };
  if (start?.mode === 'dry-run')
    return { decision: 'rehearse', reason: 'The setting that maps this finding to a playbook runs dry.', ...plan };
  if (!guardrails.allowedPlaybooks.includes(playbook.id)) {
    return {
      decision: 'rehearse',
      reason: `The playbook ${playbook.id} is not in the list of allowed playbooks.`,
      ...plan,
    };
  }
  const nowMs = ports.clock.now();
  const late =
    ageReasonOf(finding, bounds, nowMs) ?? freezeReasonOf(bounds, nowMs) ?? (await backlogReasonOf(ports, nowMs));
  if (late !== undefined) return { decision: 'rehearse', reason: late, ...plan };
  const reason = plan.ask
    ? `The playbook ${playbook.id} is allowed to act once a person approved this plan.`
    : `The playbook ${playbook.id} is allowed to act.`;
  return { decision: 'act', reason, ...plan };
};
