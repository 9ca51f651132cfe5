import { PortError } from '@bellwether/ports';
import type {
  BusEvent,
  EventBus,
  HttpAnswer,
  HttpRequest,
  HttpSender,
  Mail,
  MailSender,
  SecretSource,
  TopicMessage,
  TopicSender,
} from '@bellwether/ports';

/** Everything sent through the channels, in order. For assertions. */
export interface MemoryChannels {
  readonly topics: TopicSender & { readonly published: readonly TopicMessage[] };
  readonly mail: MailSender & { readonly sent: readonly Mail[] };
  readonly bus: EventBus & { readonly events: readonly BusEvent[] };
}

/** Channels that keep what they are given. */
export const memoryChannels = (): MemoryChannels => {
  const published: TopicMessage[] = [];
  const sent: Mail[] = [];
  const events: BusEvent[] = [];
  return {
    topics: { published, publish: async (message) => void published.push(structuredClone(message)) },
    mail: { sent, send: async (mail) => void sent.push(structuredClone(mail)) },
    bus: { events, put: async (event) => void events.push(structuredClone(event)) },
  };
};

export interface MemoryHttp extends HttpSender {
  readonly requests: readonly HttpRequest[];
}

/**
 * Answers every request by `answer`, which may throw; 200 `ok` by default. Like the real one it takes no address but `https`,
 * and keeps 16 KiB of an answer.
 */
export const memoryHttp = (
  answer: (request: HttpRequest) => HttpAnswer = () => ({ status: 200, body: 'ok' }),
): MemoryHttp => {
  const requests: HttpRequest[] = [];
  return {
    requests,
    post: async (request) => {
      if (!request.url.startsWith('https://'))
        throw new PortError('http', 'post', false, { cause: new Error('The address is not https.') });
      requests.push(structuredClone(request));
      const given = answer(request);
      return { ...given, body: given.body.slice(0, 16_384) };
    },
  };
};

export interface MemorySecrets extends SecretSource {
  /** ARNs that were asked for, in order. */
  readonly asked: readonly string[];
  /** What is kept: tests change it. */
  readonly values: Map<string, string>;
}

/** Secrets by ARN. One that is not there is refused, as it is on AWS. */
export const memorySecrets = (values: Readonly<Record<string, string>> = {}): MemorySecrets => {
  const kept = new Map(Object.entries(values));
  const asked: string[] = [];
  return {
    asked,
    values: kept,
    read: async (arn) => {
      asked.push(arn);
      const value = kept.get(arn);
      if (value === undefined) throw new PortError('secrets', 'read', false);
      return value;
    },
  };
};
