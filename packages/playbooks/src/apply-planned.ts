import type { Finding } from '@bellwether/log-model';
import { tagRefusalOf } from './guardrails.ts';
import type { CapturedState, PlaybookSettings, Precheck } from './playbook.ts';
import type { PreparedPlaybook } from './prepare.ts';

/** The part of a plan that an approval shows and that acting is pinned to. */
export interface PinnedPlan {
  readonly steps: readonly string[];
  readonly captured: CapturedState;
}

/** What came of applying a plan. `refused` wrote nothing. */
export type Applied =
  { readonly kind: 'applied' | 'already_so' } | { readonly kind: 'refused'; readonly reason: string };

const sorted = (captured: CapturedState): string =>
  JSON.stringify(Object.entries(captured).toSorted(([left], [right]) => (left < right ? -1 : 1)));

/** Whether a resource is, as it was read now, in the state that a plan captured before it changed anything. */
export const isAsCaptured = (now: Precheck, { captured }: Pick<PinnedPlan, 'captured'>): boolean =>
  now.kind === 'ready' && sorted(now.captured) === sorted(captured);

/**
 * Applies a plan when the account is still as the plan saw it. Reads the resource again right before the write: a resource that is as
 * wanted is left alone, one that changed since is refused, since neither the plan nor its roll-back is about that state.
 *
 * @throws PortError when a call failed
 * @example
 * // The group was swapped by a person after the plan: nothing is written.
 * await applyPlanned(prepared, finding, plan, settings); // { kind: 'refused', reason: 'The resource changed ...' }
 */
export const applyPlanned = async (
  prepared: PreparedPlaybook,
  finding: Finding,
  plan: PinnedPlan,
  settings: PlaybookSettings,
): Promise<Applied> => {
  const now = await prepared.precheck(finding, settings);
  if (now.kind === 'already_right') return { kind: 'already_so' };
  if (now.kind !== 'ready') return { kind: 'refused', reason: now.reason };
  const protection = tagRefusalOf(now.tags);
  if (protection !== undefined) return { kind: 'refused', reason: protection };
  if (JSON.stringify(now.steps) !== JSON.stringify(plan.steps) || !isAsCaptured(now, plan))
    return { kind: 'refused', reason: 'The resource changed since it was planned, so the plan is not applied.' };
  await prepared.apply(finding, settings);
  return { kind: 'applied' };
};
