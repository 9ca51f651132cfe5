import { attackTactics, attackVersion, type Severity } from '@bellwether/log-model';
import type { Notification, NotificationKind } from '@bellwether/ports';
import type { Message } from '../text/message.ts';

const severityIdOf: Readonly<Record<Severity, number>> = {
  CRITICAL: 5,
  ERROR: 4,
  WARNING: 3,
  INFO: 1,
  DEBUG: 1,
  TRACE: 1,
};

/** Activity: 1 create, 2 update, 3 close. Status: 1 new, 2 in progress, 4 resolved. */
const activityOf: Readonly<Record<NotificationKind, { readonly activity: number; readonly status: number }>> = {
  opened: { activity: 1, status: 1 },
  rolled_up: { activity: 2, status: 2 },
  recovered: { activity: 3, status: 4 },
  reopened: { activity: 2, status: 2 },
};

/** Kinds of analytics: 1 rule, 2 behavioural, 3 statistical. */
const analyticTypeOf: Readonly<Record<Notification['findingKind'], number>> = {
  rule: 1,
  threshold: 3,
  anomaly: 3,
  risk: 2,
};

const attacksOf = ({ tactic, technique }: NonNullable<Notification['attack']>) => [
  {
    version: attackVersion,
    tactic: { uid: tactic, ...(Object.hasOwn(attackTactics, tactic) ? { name: attackTactics[tactic] } : {}) },
    technique: { uid: technique },
  },
];

/**
 * An alert group as a Detection Finding of the Open Cybersecurity Schema Framework, with the cloud profile. Times are epoch
 * milliseconds, as OCSF has them.
 *
 * @see https://schema.ocsf.io/1.3.0/classes/detection_finding
 */
export const ocsfFindingOf = ({ notification, headline, state, story }: Message): Readonly<Record<string, unknown>> => {
  const { activity, status } = activityOf[notification.kind];
  return {
    class_uid: 2004,
    class_name: 'Detection Finding',
    category_uid: 2,
    category_name: 'Findings',
    activity_id: activity,
    type_uid: 2004 * 100 + activity,
    severity_id: severityIdOf[notification.severity],
    severity: notification.severity,
    status_id: status,
    time: notification.lastSeenMs,
    start_time: notification.firstSeenMs,
    end_time: notification.lastSeenMs,
    count: notification.findings,
    message: headline,
    metadata: {
      version: '1.3.0',
      uid: notification.id,
      profiles: ['cloud'],
      product: { name: 'Bellwether', vendor_name: 'Bellwether' },
    },
    finding_info: {
      uid: notification.groupId,
      title: notification.title,
      desc: [state, ...story, ...notification.reasons].join(' '),
      first_seen_time: notification.firstSeenMs,
      last_seen_time: notification.lastSeenMs,
      types: [notification.findingKind],
      analytic: { uid: notification.rule, name: notification.rule, type_id: analyticTypeOf[notification.findingKind] },
      related_events: notification.samples.map(({ findingId }) => ({ uid: findingId })),
      ...(notification.attack ? { attacks: attacksOf(notification.attack) } : {}),
    },
    cloud: { provider: 'AWS', account: { uid: notification.account }, region: notification.region },
    resources: [{ uid: notification.scope, type: 'log scope' }],
    unmapped: { dataset: notification.dataset, events: notification.events, team: notification.team ?? '' },
  };
};
