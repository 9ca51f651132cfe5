import { describe, expect, it } from '@jest/globals';
import { PortError } from '@bellwether/ports';
import type { HttpAnswer, HttpRequest } from '@bellwether/ports';
import { askedWaitMs, checkWebhook, createOutputs } from '@bellwether/outputs';
import type { OutputDeps, OutputSetting } from '@bellwether/outputs';
import { makeNotification, memoryChannels, memoryHttp, memorySecrets, sampleTimeMs } from '@bellwether/testkit';

const arn = (name: string): string => `arn:aws:ssm:eu-west-1:111122223333:parameter/bellwether/${name}`;
const signingKey = 'a key of more than twenty-four bytes';
const hook = 'https://hooks.slack.com/services/T0/B0/secret-part';

const settings: readonly OutputSetting[] = [
  { name: 'topic', type: 'sns', topicArn: 'arn:topic' },
  { name: 'post', type: 'email', from: 'a@example.com', to: ['b@example.com'] },
  { name: 'slack', type: 'slack-webhook', secret: arn('slack') },
  { name: 'chat', type: 'slack-q', topicArn: 'arn:chat' },
  { name: 'teams', type: 'teams', secret: arn('teams') },
  { name: 'pager', type: 'pagerduty', secret: arn('pager') },
  { name: 'hook', type: 'webhook', url: 'https://receiver.example.com/alerts', secret: arn('hook') },
  { name: 'bus', type: 'eventbridge', busName: 'alerts' },
];

const setUp = (answer?: (request: HttpRequest) => HttpAnswer, changes: Partial<OutputDeps> = {}) => {
  const channels = memoryChannels();
  const http = memoryHttp(answer);
  const secrets = memorySecrets({
    [arn('slack')]: `${hook}\n`,
    [arn('teams')]: 'https://example.webhook.office.com/x',
    [arn('pager')]: 'R'.repeat(32),
    [arn('hook')]: signingKey,
  });
  const clock = { nowMs: sampleTimeMs, now: () => clock.nowMs };
  const outputs = createOutputs(settings, {
    ...channels,
    http,
    secrets,
    clock,
    defaultTopicArn: undefined,
    ...changes,
  });
  const deliver = (name: string) => outputs.named(name).deliver(makeNotification());
  return { channels, http, secrets, clock, outputs, deliver };
};

/** What a delivery throws. */
const failureOf = async (delivery: Promise<void>): Promise<PortError> => {
  const error: unknown = await delivery.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof PortError) return error;
  throw new Error('No PortError was thrown.');
};

describe('createOutputs', () => {
  it('sends through the channel of each setting', async () => {
    const { channels, http, outputs, deliver } = setUp();
    for (const name of outputs.names) await deliver(name);
    expect(channels.topics.published.map(({ topicArn }) => topicArn)).toEqual(['arn:chat', 'arn:topic']);
    expect(channels.mail.sent).toMatchObject([{ to: ['b@example.com'] }]);
    expect(channels.bus.events).toMatchObject([{ busName: 'alerts', detailType: 'Alert Group Opened' }]);
    expect(http.requests.map(({ url }) => url)).toEqual([
      'https://receiver.example.com/alerts',
      'https://events.pagerduty.com/v2/enqueue',
      hook,
      'https://example.webhook.office.com/x',
    ]);
  });

  it('has the alert topic as default where no output is named so', async () => {
    const { channels, outputs } = setUp(undefined, { defaultTopicArn: 'arn:alerts' });
    expect(outputs.names).toContain('default');
    await outputs.named('default').deliver(makeNotification());
    expect(channels.topics.published).toMatchObject([{ topicArn: 'arn:alerts' }]);
  });

  it('signs what a receiver can check', async () => {
    const { http, clock, deliver } = setUp();
    await deliver('hook');
    const [request] = http.requests;
    expect(checkWebhook(request?.headers ?? {}, request?.body ?? '', [signingKey], clock.now())).toBe('valid');
    expect(JSON.parse(request?.body ?? '')).toMatchObject({ version: 1, notification: { id: 'group-1-0001' } });
  });

  it('sends to the European service region of PagerDuty when the key says so', async () => {
    const { http, secrets, deliver } = setUp();
    secrets.values.set(arn('pager'), `eu:${'E'.repeat(32)}`);
    await deliver('pager');
    expect(http.requests[0]?.url).toBe('https://events.eu.pagerduty.com/v2/enqueue');
    expect(JSON.parse(http.requests[0]?.body ?? '')).toMatchObject({ routing_key: 'E'.repeat(32) });
  });

  it('asks for a secret once, again after five minutes, and uses the last one while it cannot be asked', async () => {
    const { secrets, clock, deliver } = setUp();
    await Promise.all([deliver('slack'), deliver('slack')]);
    expect(secrets.asked).toHaveLength(1);
    clock.nowMs += 300_001;
    await deliver('slack');
    expect(secrets.asked).toHaveLength(2);
    secrets.values.clear();
    clock.nowMs += 300_001;
    await deliver('slack');
    clock.nowMs += 3_600_000;
    expect((await failureOf(deliver('slack'))).operation).toBe('slack');
  });

  it('takes a secret that was changed without waiting', async () => {
    const isNew = ({ url }: HttpRequest) => url.endsWith('new');
    const { http, secrets, deliver } = setUp((request) => ({ status: isNew(request) ? 200 : 404, body: 'no_service' }));
    expect((await failureOf(deliver('slack'))).retryable).toBe(false);
    secrets.values.set(arn('slack'), `${hook}-new`);
    await deliver('slack');
    expect(http.requests.map(isNew)).toEqual([false, false, true]);
  });

  it.each<[number, boolean]>([
    [301, false],
    [400, false],
    [403, false],
    [404, false],
    [408, true],
    [413, false],
    [429, true],
    [500, true],
    [503, true],
  ])('says of the answer %i that trying again can help: %s', async (status, retryable) => {
    const { deliver } = setUp(() => ({ status, body: '' }));
    for (const name of ['slack', 'teams', 'pager', 'hook'])
      expect(await failureOf(deliver(name))).toMatchObject({ port: 'outputs', operation: name, retryable });
  });

  it('knows how long it was asked to wait', async () => {
    const { deliver } = setUp(() => ({ status: 429, body: '', retryAfterMs: 30_000 }));
    expect(askedWaitMs(await failureOf(deliver('slack')))).toBe(30_000);
    expect(askedWaitMs(new Error('another'))).toBeUndefined();
  });

  it('takes what Teams says in an answer of 200 for a refusal that passes', async () => {
    const { deliver } = setUp(() => ({ status: 200, body: 'Webhook message delivery failed with error: 429' }));
    expect((await failureOf(deliver('teams'))).retryable).toBe(true);
    await expect(deliver('slack')).resolves.toBeUndefined();
  });

  it('passes on whether a service may take the message later', async () => {
    for (const retryable of [true, false]) {
      const topics = { publish: async () => Promise.reject(new PortError('topics', 'publish', retryable)) };
      expect(await failureOf(setUp(undefined, { topics }).deliver('topic'))).toMatchObject({
        port: 'outputs',
        retryable,
      });
    }
  });

  it('refuses a name that is not known, and a key that is too short, for good', async () => {
    const { secrets, deliver } = setUp();
    expect(await failureOf(deliver('nobody'))).toMatchObject({ operation: 'nobody', retryable: false });
    secrets.values.set(arn('hook'), 'short');
    expect((await failureOf(deliver('hook'))).retryable).toBe(false);
  });

  it('says nothing of the address, the secret or the answer in an error', async () => {
    const { deliver } = setUp(({ url, body }) => ({ status: 400, body: `cannot post ${body} to ${url}` }));
    for (const name of ['slack', 'teams', 'pager', 'hook']) {
      const { message, cause } = await failureOf(deliver(name));
      expect(`${message} ${String(cause)} ${JSON.stringify(cause)}`).not.toMatch(
        /secret-part|RRRR|office|trail main|twenty-four/,
      );
    }
  });
});
