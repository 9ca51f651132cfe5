import type { HttpAnswer, HttpSender, Notification } from '@bellwether/ports';
import { OutputRefusal, postJson } from '../http/post-json.ts';
import type { SettingOf } from '../output-setting.ts';
import { pagerDutyEventOf } from '../render/pagerduty-event.ts';
import { slackMessageOf } from '../render/slack-message.ts';
import { teamsMessageOf } from '../render/teams-card.ts';
import { webhookBodyOf } from '../render/webhook-body.ts';
import type { CachedSecrets } from './cached-secrets.ts';
import { signWebhook } from './sign-webhook.ts';

export interface WebDeps {
  readonly http: HttpSender;
  readonly secrets: CachedSecrets;
  readonly clock: { now(): number };
}

/** Answers that a secret which was changed meanwhile gets. */
const secretRefusals: ReadonlySet<number> = new Set([401, 403, 404, 410]);

/** Sends with a secret; where the secret seems to be refused, once more with the one that stands there now, if it is another. */
const withSecret = async (
  { secrets }: WebDeps,
  arn: string,
  send: (secret: string) => Promise<HttpAnswer>,
): Promise<HttpAnswer> => {
  const secret = (await secrets.read(arn)).trim();
  try {
    return await send(secret);
  } catch (error) {
    if (!(error instanceof OutputRefusal) || !secretRefusals.has(error.status)) throw error;
    secrets.forget(arn);
    const changed = (await secrets.read(arn)).trim();
    if (changed === secret) throw error;
    return send(changed);
  }
};

export const sendSlack = async (
  deps: WebDeps,
  { secret }: SettingOf<'slack-webhook'>,
  notification: Notification,
): Promise<void> => {
  const body = JSON.stringify(slackMessageOf(notification));
  await withSecret(deps, secret, (url) => postJson(deps.http, url, body));
};

/**
 * Teams' older connectors answer 200 to what they did not deliver and say so in the body; what they name is mostly a limit of
 * four messages a second, so it is taken for one.
 */
const refusedInBody = /^webhook message delivery failed/i;

export const sendTeams = async (
  deps: WebDeps,
  { secret }: SettingOf<'teams'>,
  notification: Notification,
): Promise<void> => {
  const body = JSON.stringify(teamsMessageOf(notification));
  const answer = await withSecret(deps, secret, (url) => postJson(deps.http, url, body));
  if (refusedInBody.test(answer.body)) throw new OutputRefusal({ status: 429, body: '' });
};

const pagerDutyUrls = {
  us: 'https://events.pagerduty.com/v2/enqueue',
  eu: 'https://events.eu.pagerduty.com/v2/enqueue',
} as const;

export const sendPagerDuty = async (
  deps: WebDeps,
  { secret }: SettingOf<'pagerduty'>,
  notification: Notification,
): Promise<void> => {
  const event = pagerDutyEventOf(notification);
  await withSecret(deps, secret, (key) => {
    const isEuropean = key.startsWith('eu:');
    const body = JSON.stringify({ routing_key: isEuropean ? key.slice(3) : key, ...event });
    return postJson(deps.http, pagerDutyUrls[isEuropean ? 'eu' : 'us'], body);
  });
};

export const sendWebhook = async (
  deps: WebDeps,
  { url, secret }: SettingOf<'webhook'>,
  notification: Notification,
): Promise<void> => {
  const body = webhookBodyOf(notification);
  await withSecret(deps, secret, (key) =>
    postJson(deps.http, url, body, { ...signWebhook(key, notification.id, deps.clock.now(), body) }),
  );
};
