import type { Notification } from '@bellwether/ports';
import { emptyEvidence, joinEvidence } from './group/evidence.ts';
import { groupOf } from './group/group-of.ts';
import { groupingOf } from './group/learning-groups.ts';
import type { AlertGroup, Held, Sighting, NotifiedState } from './group/group.ts';
import type { AlertPolicy, Mute } from './policy.ts';
import { muteOf } from './notify/mutes.ts';
import { emptyOutbox, maxMessages } from './notify/outbox.ts';
import { speak } from './notify/speak.ts';
import { wantedAtMs, wantedKind } from './notify/wanted.ts';

/** Mutes remembered of a group. */
const maxHeld = 5;

/** Messages that one step can make: one for outputs that know the group, one for those that do not. */
const maxPerStep = 2;

const notNotified: NotifiedState = {
  state: 'untold',
  messages: 0,
  notifiedMs: 0,
  findings: 0,
  events: 0,
  rollUps: 0,
  flaps: 0,
  outputs: [],
  held: [],
};

export interface Step {
  /** Sightings that belong to the group; none for a step that time alone makes. */
  readonly sightings: readonly Sighting[];
  /** By the clock, epoch milliseconds UTC. */
  readonly nowMs: number;
  /** Whether the group with the same key in the next window has something open. */
  readonly hasSuccessor?: boolean;
}

export interface Advanced {
  /** The same object when nothing has changed. */
  readonly group: AlertGroup;
  /** Messages that were put on their way, in order; they stand in the group's outbox. */
  readonly due: readonly Notification[];
  /** Whether a mute began to hold it back. */
  readonly isNewlyHeld: boolean;
}

/** A new group of its first sighting, with nothing in it. */
export const openGroup = (first: Sighting, policy: AlertPolicy, nowMs: number): AlertGroup => ({
  ...groupOf(first, policy.grouping),
  evidence: emptyEvidence(first, nowMs),
  notified: notNotified,
  outbox: emptyOutbox,
});

/** Records why nothing was sent. A mute that holds the group back already is not recorded again. */
const hold = (group: AlertGroup, mute: Mute, nowMs: number): AlertGroup => {
  const untilMs = Date.parse(mute.until);
  const last = group.notified.held.at(-1);
  if (last && last.untilMs === untilMs && last.reason === mute.reason && last.sinceMs >= group.notified.notifiedMs)
    return group;
  const held: Held = {
    reason: mute.reason,
    ...(mute.by === undefined ? {} : { by: mute.by }),
    sinceMs: nowMs,
    untilMs,
  };
  return { ...group, notified: { ...group.notified, held: [...group.notified.held, held].slice(-maxHeld) } };
};

/**
 * Takes a group one step on: what was seen joins it, and when that, or the time, gives it something to say, it says so.
 *
 * Level, not edge: each step compares the state of the group with what people were last notified of. A step that is made twice, late or by another
 * process says what one step would have said.
 */
export const advanceGroup = (known: AlertGroup, step: Step, policy: AlertPolicy): Advanced => {
  const { nowMs } = step;
  const evidence = joinEvidence(known.evidence, step.sightings, nowMs);
  const group = evidence === known.evidence ? known : { ...known, evidence };
  const kind = wantedKind(group, nowMs, groupingOf(group, policy.grouping));
  if (kind === undefined || group.outbox.messages.length + maxPerStep > maxMessages)
    return { group, due: [], isNewlyHeld: false };
  const mute = muteOf(group.evidence, policy.mutes, nowMs);
  if (mute) {
    const held = hold(group, mute, nowMs);
    return { group: held, due: [], isNewlyHeld: held !== group };
  }
  const speaking = { ...policy, grouping: groupingOf(group, policy.grouping) };
  return { ...speak(group, kind, nowMs, step.hasSuccessor ?? false, speaking), isNewlyHeld: false };
};

/** When the group is to be looked at again, epoch milliseconds UTC; absent when only a sighting can wake it. */
export const dueAtOf = (group: AlertGroup, nowMs: number, policy: AlertPolicy): number | undefined => {
  const times = group.outbox.owed.map(({ nextAttemptMs }) => nextAttemptMs);
  const grouping = groupingOf(group, policy.grouping);
  const isWanted = wantedKind(group, nowMs, grouping) !== undefined;
  const mute = isWanted ? muteOf(group.evidence, policy.mutes, nowMs) : undefined;
  // What is wanted and neither muted nor said waits for room in the outbox, which the next delivery makes.
  const at = mute ? Date.parse(mute.until) : isWanted ? nowMs : wantedAtMs(group, grouping);
  if (at !== undefined) times.push(at);
  return times.length === 0 ? undefined : Math.min(...times);
};
