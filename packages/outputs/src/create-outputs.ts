import { PortError } from '@bellwether/ports';
import type {
  EventBus,
  HttpSender,
  MailSender,
  Notification,
  NotificationOutput,
  SecretSource,
  TopicSender,
} from '@bellwether/ports';
import { mayPass, OutputRefusal } from './http/post-json.ts';
import type { OutputSetting } from './output-setting.ts';
import { amazonQMessageOf } from './render/amazon-q-message.ts';
import { busEventOf } from './render/bus-event.ts';
import { mailOf } from './render/mail.ts';
import { topicMessageOf } from './render/topic-message.ts';
import { cachedSecrets } from './send/cached-secrets.ts';
import { sendPagerDuty, sendSlack, sendTeams, sendWebhook } from './send/send-web.ts';
import type { WebDeps } from './send/send-web.ts';

/** What the outputs send through. */
export interface OutputDeps {
  readonly topics: TopicSender;
  readonly mail: MailSender;
  readonly bus: EventBus;
  readonly http: HttpSender;
  /** Asked at most every five minutes a secret. */
  readonly secrets: SecretSource;
  readonly clock: { now(): number };
  /** Topic behind the output `default` where the settings do not name that one; undefined where there is none. */
  readonly defaultTopicArn: string | undefined;
}

export interface Outputs {
  /** All that can be named, sorted. */
  readonly names: readonly string[];
  /** The output of a name. One that is not known is refused when it delivers, so that the message is kept and the problem reported. */
  named(name: string): NotificationOutput;
}

type Sending = Omit<OutputDeps, 'secrets' | 'defaultTopicArn'> & WebDeps;

const send = async (deps: Sending, setting: OutputSetting, notification: Notification): Promise<void> => {
  switch (setting.type) {
    case 'sns':
      return deps.topics.publish(topicMessageOf(setting.topicArn, notification));
    case 'slack-q':
      return deps.topics.publish(amazonQMessageOf(setting.topicArn, notification));
    case 'email':
      return deps.mail.send(mailOf(setting.from, setting.to, notification));
    case 'eventbridge':
      return deps.bus.put(busEventOf(setting.busName, notification));
    case 'slack-webhook':
      return sendSlack(deps, setting, notification);
    case 'teams':
      return sendTeams(deps, setting, notification);
    case 'pagerduty':
      return sendPagerDuty(deps, setting, notification);
    case 'webhook':
      return sendWebhook(deps, setting, notification);
    default:
      return setting satisfies never;
  }
};

const isPassing = (error: unknown): boolean =>
  error instanceof PortError ? error.retryable : error instanceof OutputRefusal && mayPass(error.status);

/** What an output asked to wait before the message comes again, in milliseconds; `undefined` when it asked nothing. */
export const askedWaitMs = (error: unknown): number | undefined =>
  error instanceof PortError && error.cause instanceof OutputRefusal ? error.cause.retryAfterMs : undefined;

/**
 * The outputs of a settings document. An output throws `PortError` of the port `outputs` with its own name as the operation;
 * the cause is what went wrong, without the message, the address or the secret.
 */
export const createOutputs = (settings: readonly OutputSetting[], deps: OutputDeps): Outputs => {
  const sending: Sending = { ...deps, secrets: cachedSecrets(deps.secrets, () => deps.clock.now()) };
  const byName = new Map(settings.map((setting) => [setting.name, setting]));
  if (deps.defaultTopicArn !== undefined && !byName.has('default'))
    byName.set('default', { name: 'default', type: 'sns', topicArn: deps.defaultTopicArn });
  const deliver = async (name: string, notification: Notification): Promise<void> => {
    const setting = byName.get(name);
    try {
      if (!setting) throw new RangeError('No output has this name.');
      await send(sending, setting, notification);
    } catch (error) {
      const cause: unknown = error instanceof PortError ? (error.cause ?? error) : error;
      throw new PortError('outputs', name, isPassing(error), { cause });
    }
  };
  return {
    names: [...byName.keys()].toSorted(),
    named: (name) => ({ name, deliver: (notification) => deliver(name, notification) }),
  };
};
