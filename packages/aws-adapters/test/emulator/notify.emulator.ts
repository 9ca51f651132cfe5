import { describe, expect, it } from '@jest/globals';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  ListExecutionsCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { CreateTopicCommand, DeleteTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { snsAlerts, stepFunctionsRuns } from '@bellwether/aws-adapters';
import { describeAlertSink, describeWorkflowStarter } from '../../../testkit/src/conformance/index.ts';
import { requireEmulator, uniqueName } from './emulated.ts';
import { stepFunctionsStarter } from '../../src/notify/step-functions-starter.ts';

/** A call to the emulator's SQS, which no adapter uses. Emulators look at the service's name in the header, not at a signature. */
const sqs = async (action: string, input: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> => {
  const answer = await fetch(process.env['AWS_ENDPOINT_URL'] ?? '', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AmazonSQS.${action}`,
      authorization:
        'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(`SQS ${action} answered ${answer.status}.`);
  return (await answer.json()) as Record<string, unknown>;
};

interface Envelope {
  readonly Subject: string;
  readonly Message: string;
  readonly MessageAttributes: Readonly<Record<string, { readonly Value: string }>>;
}

describeAlertSink('SNS', async () => {
  requireEmulator();
  const sns = new SNSClient({});
  const name = uniqueName('alerts');
  const { TopicArn: topicArn = '' } = await sns.send(new CreateTopicCommand({ Name: name }));
  const { QueueUrl } = await sqs('CreateQueue', { QueueName: name });
  const queueArn = topicArn.replace(':sns:', ':sqs:');
  await sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: queueArn }));

  const sent = async () => {
    const envelopes: Envelope[] = [];
    for (;;) {
      const { Messages } = await sqs('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 60 });
      const messages = (Messages ?? []) as readonly { readonly Body: string }[];
      if (messages.length === 0) break;
      envelopes.push(...messages.map(({ Body }) => JSON.parse(Body) as Envelope));
    }
    return envelopes.map(({ Subject, Message, MessageAttributes }) => {
      const [firstLine = ''] = Message.split('\n', 1);
      // A subject that SNS would not take whole heads the body.
      const isCut = firstLine.length > Subject.length && firstLine.startsWith(Subject);
      return { id: MessageAttributes['id']?.Value ?? '', subject: isCut ? firstLine : Subject };
    });
  };
  return {
    store: snsAlerts(topicArn),
    sent,
    dropsRepeats: false,
    close: async () => {
      await sns.send(new DeleteTopicCommand({ TopicArn: topicArn }));
      await sqs('DeleteQueue', { QueueUrl });
      sns.destroy();
    },
  };
});

describeWorkflowStarter('Step Functions', async () => {
  requireEmulator();
  const sfn = new SFNClient({});
  const definition = { StartAt: 'Wait', States: { Wait: { Type: 'Pass', End: true } } };
  const { stateMachineArn = '' } = await sfn.send(
    new CreateStateMachineCommand({
      name: uniqueName('machine'),
      definition: JSON.stringify(definition),
      roleArn: 'arn:aws:iam::123456789012:role/machine',
    }),
  );
  return {
    store: stepFunctionsStarter(stateMachineArn),
    started: async () => {
      const { executions } = await sfn.send(new ListExecutionsCommand({ stateMachineArn }));
      return (executions ?? [])
        .toSorted((left, right) => (left.startDate?.getTime() ?? 0) - (right.startDate?.getTime() ?? 0))
        .flatMap(({ name }) => name ?? []);
    },
    close: async () => {
      await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
      sfn.destroy();
    },
  };
});

describe('stepFunctionsRuns', () => {
  it('lists and describes what was started', async () => {
    requireEmulator();
    const sfn = new SFNClient({});
    const definition = { StartAt: 'Wait', States: { Wait: { Type: 'Pass', End: true } } };
    const { stateMachineArn = '' } = await sfn.send(
      new CreateStateMachineCommand({
        name: uniqueName('machine'),
        definition: JSON.stringify(definition),
        roleArn: 'arn:aws:iam::123456789012:role/machine',
      }),
    );
    const runs = stepFunctionsRuns(stateMachineArn);
    const starter = stepFunctionsStarter(stateMachineArn);
    for (const name of ['one', 'two']) await starter.start(name, {});
    const listed: string[] = [];
    for await (const { name } of runs.newest()) listed.push(name);
    expect(listed.sort()).toEqual(['one', 'two']);
    expect(await runs.get('one')).toMatchObject({ name: 'one', startedMs: expect.any(Number) });
    expect(await runs.get('three')).toBeUndefined();
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
    sfn.destroy();
  });
});
