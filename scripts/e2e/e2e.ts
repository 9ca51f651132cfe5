/**
 * `npm run e2e`: deploys the stack with Terraform to an AWS endpoint that is not AWS, puts real log events, and waits for
 * every effect: archive, counts, findings, alerts, remediation. Then applies again, and destroys.
 *
 * Options: --if-found (skip with a plain line where a tool is missing, instead of failing).
 */
import { CloudTrailClient, CreateTrailCommand, DeleteTrailCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient, CreateLogGroupCommand, DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, DeleteQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { parseArgs } from 'node:util';
import { Checks } from './checks.ts';
import { deployment } from './deployment.ts';
import { findLocalAws, type LocalAws } from './local-aws.ts';
import { archivedEvents, countedEvents, executions, receivedSubjects, storedRules } from './observe.ts';
import {
  applicationGroup,
  applicationLines,
  failedLogins,
  plantEvents,
  trailGroup,
  trailName,
} from './planted-events.ts';

const { values: flags } = parseArgs({ options: { 'if-found': { type: 'boolean', default: false } } });

const skip = (why: string): never => {
  console.log(`e2e tier skipped: ${why}`);
  process.exit(flags['if-found'] ? 0 : 1);
};

const runAll = async (aws: LocalAws, checks: Checks): Promise<void> => {
  // Emulators take any keys; real ones must never be sent to them.
  const client = {
    endpoint: aws.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const logs = new CloudWatchLogsClient(client);
  const dynamo = new DynamoDBClient(client);
  const s3 = new S3Client({ ...client, forcePathStyle: true });
  const sfn = new SFNClient(client);
  const sqs = new SQSClient(client);
  const trails = new CloudTrailClient(client);
  const stack = deployment(aws, { watched_log_groups: [applicationGroup, trailGroup] });
  for (const logGroupName of [applicationGroup, trailGroup])
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
  try {
    await checks.run('terraform apply deploys the stack', () => stack.apply());
    const outputs = await stack.outputs();
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'e2e-alerts' }));
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    const subscription = { TopicArn: outputs.alert_topic_arn, Protocol: 'sqs', Endpoint: Attributes?.['QueueArn'] };
    await new SNSClient(client).send(new SubscribeCommand(subscription));
    await trails.send(new CreateTrailCommand({ Name: trailName, S3BucketName: outputs.lake_bucket }));

    await plantEvents(logs, Date.now());
    await checks.eventually(
      'every event lies in the archive once',
      async () => (await archivedEvents(s3, outputs.lake_bucket)).length,
      (events) => events === applicationLines + failedLogins + 1,
    );
    await checks.eventually(
      'the window counts add up to what was written',
      () =>
        Promise.all([applicationGroup, trailGroup].map((group) => countedEvents(dynamo, outputs.counts_table, group))),
      ([application, trail]) => application === applicationLines && trail === failedLogins + 1,
    );
    await checks.eventually(
      'both planted findings are stored, once each',
      () => storedRules(dynamo, outputs.findings_table),
      (rules) => rules.join() === 'cloudtrail-logging-disabled,console-login-brute-force',
    );
    const subjects: string[] = [];
    await checks.eventually(
      'the alerts reach a subscriber of the topic',
      async () => {
        subjects.push(...(await receivedSubjects(sqs, QueueUrl)));
        return subjects;
      },
      (seen) => ['CloudTrail', 'login'].every((word) => seen.some((subject) => subject.includes(word))),
    );
    await checks.eventually(
      'the remediation of the stopped trail is rehearsed',
      () => executions(sfn, outputs.remediation_machine_arn),
      (ended) =>
        ended.some(
          ({ status, output }) =>
            status === 'SUCCEEDED' && output.includes('restart-trail-logging') && output.includes('rehearsed'),
        ),
    );
    await checks.run('the scheduled function judges the closed windows', async () => {
      const payload = JSON.stringify({ time: new Date(Date.now() + 10 * 60_000).toISOString() });
      const FunctionName = outputs.function_names['score-windows'];
      const { FunctionError, Payload } = await new LambdaClient(client).send(
        new InvokeCommand({ FunctionName, Payload: Buffer.from(payload) }),
      );
      const answer = Buffer.from(Payload ?? []).toString();
      if (FunctionError || !(JSON.parse(answer) as { windowsScored?: number }).windowsScored) throw new Error(answer);
    });
    await checks.run('a second apply has nothing to change', () => stack.expectNoChanges());
    await trails.send(new DeleteTrailCommand({ Name: trailName }));
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  } finally {
    await checks.run('destroy removes everything', () => stack.destroy());
    for (const logGroupName of [applicationGroup, trailGroup])
      await logs.send(new DeleteLogGroupCommand({ logGroupName }));
    await stack.close();
  }
};

const missing = await deployment.missingTool();
if (missing !== undefined) skip(missing);
const found = await findLocalAws();
const aws = typeof found === 'string' ? skip(found) : found;
const checks = new Checks();
try {
  await runAll(aws, checks);
} catch (error) {
  checks.fail('the run itself', error);
} finally {
  aws.stop();
}
console.log(`${checks.passed} passed, ${checks.failed} failed`);
process.exitCode = checks.failed > 0 ? 1 : 0;
