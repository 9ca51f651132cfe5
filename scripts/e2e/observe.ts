import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { gunzipSync } from 'node:zlib';
import { rowsOf } from '../../packages/aws-adapters/src/counts/stored-row.ts';

interface ArchivedEvent {
  readonly id: string;
  readonly logGroup: string;
  readonly severity: string;
}

/** Objects of understood events in the lake, by key. */
export const archivedObjects = async (s3: S3Client, bucket: string): Promise<readonly string[]> => {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: 'events/' }));
  return Contents.flatMap(({ Key }) => Key ?? []);
};

/** Events in the lake, one an id. */
export const archivedEvents = async (s3: S3Client, bucket: string): Promise<readonly ArchivedEvent[]> => {
  const events = new Map<string, ArchivedEvent>();
  for (const Key of await archivedObjects(s3, bucket)) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
    const text = gunzipSync((await Body?.transformToByteArray()) ?? new Uint8Array()).toString();
    for (const line of text.trimEnd().split('\n')) {
      const event = JSON.parse(line) as ArchivedEvent;
      events.set(event.id, event);
    }
  }
  return [...events.values()];
};

/** Sum of the `events` counters of the scopes that end in `logGroup`. */
export const countedEvents = async (dynamo: DynamoDBClient, table: string, logGroup: string): Promise<number> => {
  const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: table }));
  return Items.filter((item) => item['pk']?.S?.endsWith(`:${logGroup}`) === true)
    .flatMap((item) => [...rowsOf(item).values()])
    .map(({ fields }) => fields.get('events') ?? 0)
    .reduce((sum, count) => sum + count, 0);
};

/** Rules of the findings that are stored. */
export const storedRules = async (dynamo: DynamoDBClient, table: string): Promise<readonly string[]> => {
  const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: table }));
  const findings = Items.flatMap((item) => item['finding']?.S ?? []);
  return findings.map((text) => (JSON.parse(text) as { rule: string }).rule).sort();
};

/** Messages the topic has sent to the queue, subject and attributes beside them. */
export const receivedSubjects = async (sqs: SQSClient, queueUrl: string): Promise<readonly string[]> => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
  );
  return Messages.map(({ Body = '{}' }) => (JSON.parse(Body) as { Subject?: string }).Subject ?? '');
};

/** Waits until a queue contains no message, nor one that somebody has in work. */
export const emptied = async (sqs: SQSClient, queueUrl: string): Promise<void> => {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const endMs = Date.now() + 60_000;
  for (let left = 1; left > 0;) {
    if (Date.now() > endMs) throw new Error(`The queue still holds ${left} messages.`);
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...names] }),
    );
    left = names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
    if (left > 0) await new Promise((done) => setTimeout(done, 500));
  }
};

export interface EndedExecution {
  readonly name: string;
  readonly status: string;
  readonly output: string;
}

/** Executions of the machine with their outputs. */
export const executions = async (sfn: SFNClient, stateMachineArn: string): Promise<readonly EndedExecution[]> => {
  const { executions: listed = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn }));
  return Promise.all(
    listed.map(async ({ executionArn, name = '' }) => {
      const { status = '', output = '' } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      return { name, status, output };
    }),
  );
};
