import type { Notification } from '@bellwether/ports';
import {
  amazonQMessageOf,
  busEventOf,
  mailOf,
  pagerDutyEventOf,
  slackMessageOf,
  teamsMessageOf,
  topicMessageOf,
  webhookBodyOf,
} from '@bellwether/outputs';

/** Every channel's message of a notification, as it leaves. */
export const renderers: Readonly<Record<string, (notification: Notification) => unknown>> = {
  sns: (notification) => topicMessageOf('arn:aws:sns:eu-west-1:111122223333:alerts', notification),
  email: (notification) => mailOf('alerts@example.com', ['oncall@example.com'], notification),
  'slack-webhook': slackMessageOf,
  'slack-q': (notification) => amazonQMessageOf('arn:aws:sns:eu-west-1:111122223333:chat', notification),
  teams: teamsMessageOf,
  pagerduty: pagerDutyEventOf,
  webhook: (notification) => JSON.parse(webhookBodyOf(notification)) as unknown,
  eventbridge: (notification) => busEventOf('alerts', notification),
};

/** Every text within a value, names of fields left out. */
export const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};
