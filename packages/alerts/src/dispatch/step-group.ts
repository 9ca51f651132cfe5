import type { AlertGroupStore, StoredAlertGroup } from '@bellwether/ports';
import { PortError } from '@bellwether/ports';
import { advanceGroup, dueAtOf, openGroup, type Advanced, type Step } from '../advance-group.ts';
import { successorIdOf } from '../group/group-of.ts';
import { groupingOf } from '../group/learning-groups.ts';
import type { AlertGroup } from '../group/group.ts';
import { groupFromText, groupToText } from '../group/group-text.ts';
import type { AlertPolicy } from '../policy.ts';
import { claimDue, type Claim } from '../notify/outbox.ts';
import { wantedKind } from '../notify/wanted.ts';

/** Times that another writer may be faster before a step is given up, to be made again by whoever gave it. */
const maxRounds = 10;

/** A group with the version it was read or kept at. */
export interface KeptGroup {
  readonly version: number;
  readonly group: AlertGroup;
}

export interface Stepped extends Pick<Advanced, 'due' | 'isNewlyHeld'> {
  readonly kept: KeptGroup;
  /** What is now to be delivered, and by nobody else. */
  readonly claims: readonly Claim[];
}

const textOf = ({ version, group }: KeptGroup, nowMs: number, policy: AlertPolicy): StoredAlertGroup => {
  const dueAtMs = dueAtOf(group, nowMs, policy);
  return { id: group.id, version, state: groupToText(group), ...(dueAtMs === undefined ? {} : { dueAtMs }) };
};

export const loadGroup = async (groups: AlertGroupStore, id: string): Promise<KeptGroup | undefined> => {
  const stored = await groups.load(id);
  return stored && { version: stored.version, group: groupFromText(stored.state) };
};

/** Keeps a group. @returns the kept one, or `undefined` when another writer was faster */
export const saveGroup = async (
  groups: AlertGroupStore,
  next: KeptGroup,
  nowMs: number,
  policy: AlertPolicy,
): Promise<KeptGroup | undefined> => {
  const stored = textOf(next, nowMs, policy);
  if ((await groups.save(stored)) === 'saved') return next;
  // A save whose answer was lost, made again by an adapter, meets itself. The claim in the state is nobody else's.
  const met = await groups.load(stored.id);
  return met?.version === stored.version && met.state === stored.state ? next : undefined;
};

const hasOpenSuccessor = async (groups: AlertGroupStore, group: AlertGroup, nowMs: number, policy: AlertPolicy) => {
  const grouping = groupingOf(group, policy.grouping);
  if (wantedKind(group, nowMs, grouping) !== 'recovered') return false;
  const successor = await loadGroup(groups, successorIdOf(group, grouping));
  return successor !== undefined && successor.group.notified.state !== 'recovered';
};

/**
 * Makes one step of one group and keeps it: one read, and one conditional write unless nothing has changed. A
 * notification is stored, and claimed, before it is sent.
 *
 * @param id  of the group; its sightings are all of it
 * @param claim  nobody else's
 * @returns `undefined` when there is no such group and no sighting to make one of
 * @throws PortError that may be tried again, when others kept changing the group or a store failed
 */
export const stepGroup = async (
  groups: AlertGroupStore,
  id: string,
  step: Omit<Step, 'hasSuccessor'>,
  policy: AlertPolicy,
  claim: string,
): Promise<Stepped | undefined> => {
  const [first] = step.sightings;
  for (let round = 0; round < maxRounds; round += 1) {
    const known = await loadGroup(groups, id);
    if (!known && !first) return undefined;
    const before = known?.group ?? (first && openGroup(first, policy, step.nowMs));
    if (!before) return undefined;
    const hasSuccessor = await hasOpenSuccessor(groups, before, step.nowMs, policy);
    const { group, due, isNewlyHeld } = advanceGroup(before, { ...step, hasSuccessor }, policy);
    const { outbox, claims } = claimDue(group.outbox, step.nowMs, claim);
    const next = outbox === group.outbox ? group : { ...group, outbox };
    if (known && next === known.group && step.sightings.length > 0) return { kept: known, due, isNewlyHeld, claims };
    // A step of time is kept even when it changed nothing, so that it is not due again at once.
    const kept = await saveGroup(groups, { version: (known?.version ?? 0) + 1, group: next }, step.nowMs, policy);
    if (kept) return { kept, due, isNewlyHeld, claims };
  }
  throw new PortError('groups', 'save', true, {
    cause: new Error('The group was changed by others again and again.'),
  });
};
