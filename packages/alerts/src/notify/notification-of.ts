import type { Notification, NotificationKind } from '@bellwether/ports';
import { maxFindings } from '../group/evidence.ts';
import { eventsOf, findingsOf, type AlertGroup } from '../group/group.ts';
import { isSummary } from '../group/learning-groups.ts';
import { shownSamples } from '../group/samples.ts';
import type { ArchiveLocation } from '../policy.ts';
import { archiveQueryOf } from './archive-query.ts';
import { linesCommandOf } from './lines-command.ts';
import { linksOf } from './links.ts';

const maxReasons = 10;

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** A summary says that it is one; other messages begin with what happened. */
const titleOf = (group: AlertGroup): string => {
  const { title } = group.evidence.head;
  return isSummary(group)
    ? `Still learnt, ${counted(findingsOf(group.evidence), 'finding', 'findings')}: ${title}`
    : title;
};

/** What the figures of the group say, before what its weightiest finding says. */
const figuresOf = ({ key, evidence, notified }: AlertGroup, kind: NotificationKind): readonly string[] => {
  const [findings, events] = [findingsOf(evidence), eventsOf(evidence)];
  const [moreFindings, moreEvents] = [findings - notified.findings, events - notified.events];
  const total = `${counted(findings, 'finding', 'findings')} and ${counted(events, 'event', 'events')} so far.`;
  const since =
    moreFindings > 0 || moreEvents > 0
      ? [
          `${counted(moreFindings, 'finding', 'findings')} and ${counted(moreEvents, 'event', 'events')} since the last message.`,
        ]
      : [];
  const learnt = isSummary({ key })
    ? [
        'Log sources of this account are still learnt, so what is only unusual in them is one summary a day. CRITICAL findings, rules and thresholds are notified one by one.',
      ]
    : [];
  const cut = evidence.isCut ? [`There are more than ${maxFindings} findings; further ones are not counted.`] : [];
  if (kind === 'opened' && findings === 1) return [...learnt, ...cut];
  return kind === 'opened' ? [...learnt, total, ...cut] : [...learnt, ...since, total, ...cut];
};

/**
 * What a group has to say, as a message.
 *
 * @param number  of the message in its group, 1 or more: with the group's id it is the message's own id
 * @param because  sentences that say why now
 * @param archive  where its events can be asked for; absent where nowhere
 */
export const notificationOf = (
  group: AlertGroup,
  kind: NotificationKind,
  number: number,
  team: string | undefined,
  because: readonly string[],
  archive?: ArchiveLocation,
): Notification => {
  const { evidence, notified } = group;
  const { key, kind: findingKind, reasons, attack, context, ...head } = evidence.head;
  const command = archive === undefined ? linesCommandOf(evidence.head, evidence) : undefined;
  return {
    id: `${group.id}-${number}`,
    groupId: group.id,
    kind,
    findingKind,
    ...head,
    title: titleOf(group),
    ...(team === undefined ? {} : { team }),
    ...(context?.actor === undefined ? {} : { actor: context.actor }),
    ...(context?.change === undefined ? {} : { change: context.change }),
    lines: context?.lines ?? [],
    reasons: [...because, ...figuresOf(group, kind), ...reasons].slice(0, maxReasons),
    firstSeenMs: evidence.firstSeenMs,
    lastSeenMs: evidence.lastSeenMs,
    findings: findingsOf(evidence),
    findingsSinceLast: findingsOf(evidence) - notified.findings,
    events: eventsOf(evidence),
    samples: shownSamples(evidence.recent, evidence.samples).map(
      ({ key: _key, severity: _severity, ...sample }) => sample,
    ),
    links: linksOf(evidence.head, archive),
    ...(archive === undefined ? {} : { archiveQuery: archiveQueryOf(evidence.head, evidence, archive) }),
    ...(command === undefined ? {} : { command }),
    ...(attack ? { attack } : {}),
  };
};
