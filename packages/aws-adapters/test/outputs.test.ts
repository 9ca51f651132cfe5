import { describe, expect, it } from '@jest/globals';
import type { PutEventsCommandInput } from '@aws-sdk/client-eventbridge';
import type { SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import type { PublishCommandInput } from '@aws-sdk/client-sns';
import { awsSecrets, eventBridgeBus, sesMail, snsTopics } from '@bellwether/aws-adapters';
import type { BusEvent, Mail } from '@bellwether/ports';
import { opened, sdkError, unexpected } from './sdk-errors.ts';

const answered = { $metadata: {} };
const mail: Mail = {
  from: 'alerts@example.com',
  to: ['a@example.com', 'b@example.com'],
  subject: 'größe',
  text: 'text',
  html: '<p>text</p>',
  headers: { References: '<group-1@bellwether.invalid>' },
};
const event: BusEvent = {
  busName: 'alerts',
  source: 'bellwether',
  detailType: 'Alert Group Opened',
  detail: '{}',
  timeMs: 0,
  resources: ['arn:x'],
};

describe('snsTopics', () => {
  it('publishes the message with its attributes, and a subject where there is one', async () => {
    const sent: PublishCommandInput[] = [];
    const topics = snsTopics(opened({ publish: async (input) => (sent.push(input), answered) }));
    await topics.publish({
      topicArn: 'arn:topic',
      subject: 'Subject',
      body: 'body',
      attributes: { severity: 'ERROR' },
    });
    await topics.publish({ topicArn: 'arn:chat', body: '{}', attributes: {} });
    expect(sent).toEqual([
      {
        TopicArn: 'arn:topic',
        Subject: 'Subject',
        Message: 'body',
        MessageAttributes: { severity: { DataType: 'String', StringValue: 'ERROR' } },
      },
      { TopicArn: 'arn:chat', Message: '{}', MessageAttributes: {} },
    ]);
  });
});

describe('sesMail', () => {
  it('sends both wordings in UTF-8 with the header fields', async () => {
    const sent: SendEmailCommandInput[] = [];
    await sesMail(opened({ send: async (input) => (sent.push(input), answered) })).send(mail);
    expect(sent).toEqual([
      {
        FromEmailAddress: 'alerts@example.com',
        Destination: { ToAddresses: ['a@example.com', 'b@example.com'] },
        Content: {
          Simple: {
            Subject: { Data: 'größe', Charset: 'UTF-8' },
            Body: {
              Text: { Data: 'text', Charset: 'UTF-8' },
              Html: { Data: '<p>text</p>', Charset: 'UTF-8' },
            },
            Headers: [{ Name: 'References', Value: '<group-1@bellwether.invalid>' }],
          },
        },
      },
    ]);
  });

  it.each([
    ['MessageRejected', false],
    ['MailFromDomainNotVerifiedException', false],
    ['TooManyRequestsException', true],
    ['LimitExceededException', true],
  ])('says of %s that trying again can help: %s', async (name, retryable) => {
    const send = async () => Promise.reject(sdkError(name));
    await expect(sesMail(opened({ send })).send(mail)).rejects.toMatchObject({ port: 'mail', retryable });
  });
});

describe('eventBridgeBus', () => {
  it('puts the event on the bus', async () => {
    const put: PutEventsCommandInput[] = [];
    const calls = opened({ put: async (input: PutEventsCommandInput) => (put.push(input), answered) });
    await eventBridgeBus(calls).put(event);
    expect(put).toEqual([
      {
        Entries: [
          {
            EventBusName: 'alerts',
            Source: 'bellwether',
            DetailType: 'Alert Group Opened',
            Detail: '{}',
            Time: new Date(0),
            Resources: ['arn:x'],
          },
        ],
      },
    ]);
  });

  it.each([
    ['ThrottlingException', true],
    ['InternalFailure', true],
    ['MalformedDetail', false],
    ['NotAuthorizedForSourceException', false],
  ])('fails with an entry that failed with %s in a call that did not', async (ErrorCode, retryable) => {
    const put = async () => ({ FailedEntryCount: 1, Entries: [{ ErrorCode }], ...answered });
    await expect(eventBridgeBus(opened({ put })).put(event)).rejects.toMatchObject({ port: 'bus', retryable });
  });
});

describe('awsSecrets', () => {
  const parameterArn = 'arn:aws:ssm:eu-west-1:111122223333:parameter/bellwether/slack';
  const secretArn = 'arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:slack-AbCdEf';

  it('reads parameters decrypted, and secrets', async () => {
    const secrets = awsSecrets(
      opened({ get: async (input) => ({ Parameter: { Value: JSON.stringify(input) }, ...answered }) }),
      opened({ get: async (input) => ({ SecretString: JSON.stringify(input), ...answered }) }),
    );
    expect(JSON.parse(await secrets.read(parameterArn))).toEqual({ Name: parameterArn, WithDecryption: true });
    expect(JSON.parse(await secrets.read(secretArn))).toEqual({ SecretId: secretArn });
  });

  it.each([
    '',
    'slack',
    'arn:aws:s3:::bucket',
    'arn:aws:ssm:eu-west-1:1:parameter/x',
    'arn:aws:kms:eu-west-1:111122223333:key/1',
  ])('refuses "%s" without a call', async (arn) => {
    const secrets = awsSecrets(opened({ get: unexpected }), opened({ get: unexpected }));
    await expect(secrets.read(arn)).rejects.toMatchObject({ port: 'secrets', retryable: false });
  });

  it('refuses a secret without text, and passes on what else fails', async () => {
    const empty = awsSecrets(opened({ get: async () => answered }), opened({ get: async () => answered }));
    await expect(empty.read(parameterArn)).rejects.toMatchObject({ retryable: false });
    await expect(empty.read(secretArn)).rejects.toMatchObject({ retryable: false });
    const busy = opened({ get: async () => Promise.reject(sdkError('ThrottlingException')) });
    await expect(awsSecrets(busy, busy).read(secretArn)).rejects.toMatchObject({ port: 'secrets', retryable: true });
  });
});
