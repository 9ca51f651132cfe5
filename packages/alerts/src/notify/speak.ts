import { minuteMs } from '@bellwether/log-model';
import type { Notification, NotificationKind } from '@bellwether/ports';
import { eventsOf, findingsOf, type AlertGroup, type NotifiedState } from '../group/group.ts';
import type { AlertPolicy, Grouping } from '../policy.ts';
import { isFlapping, quietMs } from './cadence.ts';
import { notificationOf } from './notification-of.ts';
import { owe } from './outbox.ts';
import { routesFor } from './routes.ts';
import { hasEscalated, wasHeld } from './wanted.ts';

const reopenedBecause = (notified: NotifiedState, grouping: Grouping): readonly string[] => {
  const times = `It has come back after it had recovered, ${notified.flaps === 1 ? 'once' : `${notified.flaps} times`} so far.`;
  if (!isFlapping(notified, grouping)) return [times];
  const minutes = quietMs(notified, grouping) / minuteMs;
  return [times, `It comes and goes: from now on its recovery is notified only after ${minutes} quiet minutes.`];
};

/** Why a message is sent now, in sentences. `next` is the group's state once the message is sent. */
const because = (
  group: AlertGroup,
  kind: NotificationKind,
  next: NotifiedState,
  hasSuccessor: boolean,
  policy: AlertPolicy,
) => {
  const { notified, evidence } = group;
  const sentences: string[] = [];
  if (hasEscalated(group)) sentences.push(`It has become ${evidence.head.severity}; it was ${notified.severity}.`);
  if (kind === 'reopened') sentences.push(...reopenedBecause(next, policy.grouping));
  if (kind === 'recovered') {
    sentences.push(`Nothing new for ${quietMs(notified, policy.grouping) / minuteMs} minutes.`);
    if (hasSuccessor) sentences.push('Similar findings continue in another alert.');
  }
  const held = wasHeld(group) ? notified.held.at(-1) : undefined;
  if (held) sentences.push(`It was muted since ${new Date(held.sinceMs).toISOString()}: ${held.reason}`);
  return sentences;
};

const notifyingAfter = (
  { evidence, notified }: AlertGroup,
  kind: NotificationKind,
  nowMs: number,
  grouping: Grouping,
) => {
  const flaps = notified.flaps + (kind === 'reopened' ? 1 : 0);
  const startsAnew = kind === 'opened' || (kind === 'reopened' && !isFlapping({ flaps }, grouping));
  return {
    ...notified,
    state: kind === 'recovered' ? 'recovered' : 'open',
    notifiedMs: nowMs,
    severity: evidence.head.severity,
    findings: findingsOf(evidence),
    events: eventsOf(evidence),
    rollUps: startsAnew ? 0 : notified.rollUps + (kind === 'rolled_up' ? 1 : 0),
    flaps,
  } satisfies NotifiedState;
};

/**
 * Notifies of a group: puts the message into its outbox and records that it was notified. An output that has not received the group yet
 * gets the message as an opening, so that a pager for critical alerts alone has an incident to open. A recovery goes only to outputs that
 * received the group.
 *
 * @returns the group afterwards, and the messages: one for outputs that received the group before, and one for the others
 */
export const speak = (
  group: AlertGroup,
  kind: NotificationKind,
  nowMs: number,
  hasSuccessor: boolean,
  policy: AlertPolicy,
): { readonly group: AlertGroup; readonly due: readonly Notification[] } => {
  const { notified, evidence } = group;
  const { outputs, team } = routesFor(evidence.head, policy.routes);
  const next = notifyingAfter(group, kind, nowMs, policy.grouping);
  const known = kind === 'recovered' ? notified.outputs : outputs.filter((output) => notified.outputs.includes(output));
  const strangers = kind === 'recovered' ? [] : outputs.filter((output) => !notified.outputs.includes(output));
  const sentences = because(group, kind, next, hasSuccessor, policy);
  const due: Notification[] = [];
  let { outbox } = group;
  for (const [to, as] of [
    [known, kind],
    [strangers, 'opened'],
  ] as const) {
    if (to.length === 0) continue;
    const message = notificationOf(group, as, notified.messages + due.length + 1, team, sentences, policy.archive);
    outbox = owe(outbox, message, to, nowMs);
    due.push(message);
  }
  return {
    due,
    group: {
      ...group,
      evidence: {
        ...evidence,
        recent: [],
        locations: evidence.locations.map((location) =>
          location.isFresh ? { ...location, isFresh: false } : location,
        ),
      },
      notified: {
        ...next,
        messages: notified.messages + due.length,
        outputs: [...notified.outputs, ...strangers].sort(),
      },
      outbox,
    },
  };
};
