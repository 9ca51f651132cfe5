import type { Notification, TopicMessage } from '@bellwether/ports';
import { bytesOf, fitted } from '../text/fit.ts';
import { safeLine } from '../text/clean.ts';
import { plainTextOf } from '../text/plain-text.ts';

/** SNS takes subjects of fewer than 100 characters. */
const maxSubjectCharacters = 99;

/** Bytes of a body; SNS takes 256 KiB with the attributes. */
export const maxTopicBytes = 250 * 1_024;

/**
 * The attributes that subscriptions filter by: `severity`, `dataset` and `kind` as on every alert (`kind` is the finding's), and
 * `event` (`opened`, `rolled_up`, `recovered`, `reopened`), `account`, `rule`, `group`, `id`, and `team` when there is one.
 */
export const topicAttributes = (notification: Notification): Readonly<Record<string, string>> => {
  const { severity, dataset, findingKind, kind, account, rule, groupId, id, team } = notification;
  const all = {
    severity,
    dataset,
    kind: findingKind,
    event: kind,
    account,
    rule,
    group: groupId,
    id,
    team: team ?? '',
  };
  // A value may not be empty, and SNS takes ten attributes where a queue receives messages as they are.
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => {
      const line = safeLine(value, 256);
      return line === '' ? [] : [[name, line]];
    }),
  );
};

/** The subject of a mail: the headline on one line. */
export const subjectOf = (headline: string): string => safeLine(headline, maxSubjectCharacters);

/** A notification on a topic, as text for people and with attributes for filter policies. */
export const topicMessageOf = (topicArn: string, notification: Notification): TopicMessage =>
  fitted(
    notification,
    maxTopicBytes,
    (message) => ({
      topicArn,
      subject: subjectOf(message.headline),
      body: plainTextOf(message),
      attributes: topicAttributes(message.notification),
    }),
    ({ body }) => bytesOf(body),
  );
