import type { Severity } from '@bellwether/log-model';
import type { Notification } from '@bellwether/ports';
import { cutTo, timeText } from '../text/clean.ts';
import { fitted } from '../text/fit.ts';
import type { Message } from '../text/message.ts';

/** PagerDuty takes events of 512 KB, summaries of 1,024 characters, and keys of 255, which bound all ids here. */
const maxEventBytes = 500_000;
const maxSummaryCharacters = 1_024;

type PagerSeverity = 'critical' | 'error' | 'warning' | 'info';

const pagerSeverityOf: Readonly<Record<Severity, PagerSeverity>> = {
  CRITICAL: 'critical',
  ERROR: 'error',
  WARNING: 'warning',
  INFO: 'info',
  DEBUG: 'info',
  TRACE: 'info',
};

/** An event without its routing key, which is a secret and joins at the edge. */
export interface PagerDutyEvent {
  readonly event_action: 'trigger' | 'resolve';
  readonly dedup_key: string;
  readonly client: 'Bellwether';
  readonly payload: {
    readonly summary: string;
    readonly source: string;
    readonly severity: PagerSeverity;
    readonly timestamp: string;
    readonly component: string;
    readonly group: string;
    readonly class: string;
    readonly custom_details: Readonly<Record<string, unknown>>;
  };
  readonly links: readonly { readonly href: string; readonly text: string }[];
}

const eventOf = ({
  headline,
  state,
  notification,
  facts,
  lines,
  samples,
  links,
  leftOut,
}: Message): PagerDutyEvent => ({
  event_action: notification.kind === 'recovered' ? 'resolve' : 'trigger',
  dedup_key: notification.groupId,
  client: 'Bellwether',
  payload: {
    summary: cutTo(headline, maxSummaryCharacters),
    // What is affected; PagerDuty refuses an empty one.
    source: notification.scope || notification.dataset,
    severity: pagerSeverityOf[notification.severity],
    timestamp: timeText(notification.lastSeenMs),
    component: notification.dataset,
    group: notification.account,
    class: notification.rule,
    custom_details: {
      state,
      ...(notification.actor === undefined ? {} : { actor: notification.actor }),
      ...(notification.change === undefined ? {} : { change: notification.change }),
      reasons: notification.reasons,
      ...(lines.length === 0 ? {} : { lines }),
      ...Object.fromEntries(facts.map(({ label, value }) => [label, value])),
      ...(samples.length === 0 ? {} : { findings: samples }),
      ...(notification.archiveQuery === undefined ? {} : { archive_query: notification.archiveQuery }),
      ...(notification.command === undefined ? {} : { command: notification.command }),
      ...(leftOut === undefined ? {} : { left_out: leftOut }),
    },
  },
  links: links.map(({ label, url }) => ({ href: url, text: label })),
});

/**
 * A notification for the Events API v2: all but the end of a group triggers its incident or adds to it, the end resolves it.
 *
 * @see https://developer.pagerduty.com/docs/events-api-v2/trigger-events/
 */
export const pagerDutyEventOf = (notification: Notification): PagerDutyEvent =>
  fitted(notification, maxEventBytes, eventOf);
