/**
 * `npm run e2e`: deploys the stack with Terraform to an AWS endpoint that is not AWS, puts real log events, and waits for
 * every effect: archive, counts, findings, alerts, remediation. Then applies again, and destroys.
 *
 * Options: --if-found (skip with a plain line where a tool is missing, instead of failing), --endpoint <url> (for
 * AWS_ENDPOINT_URL where that is not set). It stands beside a deployment that is there already, under a prefix of its own.
 */
import { CloudTrailClient, CreateTrailCommand, DeleteTrailCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient, CreateLogGroupCommand, DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { DeleteParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { parseArgs } from 'node:util';
import { Checks } from './checks.ts';
import { deployment } from './deployment.ts';
import { fullStack, leftovers, namePrefix, planGaps, type Leftover } from './full-stack.ts';
import { leftBehind, takeInventory } from './inventory.ts';
import { findLocalAws, type LocalAws } from './local-aws.ts';
import {
  archivedEvents,
  archivedObjects,
  countedEvents,
  emptied,
  executions,
  receivedSubjects,
  storedRules,
} from './observe.ts';
import {
  applicationGroup,
  applicationLines,
  directGroup,
  directLines,
  failedLogins,
  fileEvents,
  plantEvents,
  plantTrailFile,
  trailGroup,
  trailName,
} from './planted-events.ts';
import { runReplay } from './run-replay.ts';

const { values: flags } = parseArgs({
  options: { 'if-found': { type: 'boolean', default: false }, endpoint: { type: 'string' } },
});
if (flags.endpoint !== undefined) process.env['AWS_ENDPOINT_URL'] ||= flags.endpoint;

const skip = (why: string): never => {
  console.log(`e2e tier skipped: ${why}`);
  process.exit(flags['if-found'] ? 0 : 1);
};

/** What was left beyond what the emulator is known to keep. */
const surplus = (left: readonly string[], known: readonly Leftover[]): readonly string[] =>
  left.filter((line) => {
    const leftover = known.find(({ kind }) => line.startsWith(`${kind} `));
    if (leftover === undefined) return true;
    return left.filter((other) => other.startsWith(`${leftover.kind} `)).length > leftover.most;
  });

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
  const groups = [applicationGroup, trailGroup, directGroup];
  const stack = deployment(aws, fullStack([applicationGroup, trailGroup]));
  for (const logGroupName of groups) await logs.send(new CreateLogGroupCommand({ logGroupName }));
  const before = await takeInventory(aws.endpoint);
  try {
    await checks.run('terraform apply deploys the stack', () => stack.apply());
    const outputs = await stack.outputs();
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'e2e-alerts' }));
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    const subscription = { TopicArn: outputs.alert_topic_arn, Protocol: 'sqs', Endpoint: Attributes?.['QueueArn'] };
    await new SNSClient(client).send(new SubscribeCommand(subscription));
    const hasTrails = outputs.audit_bucket !== null;
    if (hasTrails) await trails.send(new CreateTrailCommand({ Name: trailName, S3BucketName: outputs.audit_bucket }));

    const plantedMs = Date.now();
    await plantEvents(logs, plantedMs);
    if (outputs.audit_bucket !== null) await plantTrailFile(s3, outputs.audit_bucket, plantedMs);
    const planted = applicationLines + failedLogins + 1 + directLines + (hasTrails ? fileEvents : 0);
    await checks.eventually(
      'every event lies in the archive once, whichever of the three ways it came',
      async () => (await archivedEvents(s3, outputs.lake_bucket)).length,
      (events) => events === planted,
    );
    await checks.eventually(
      'the window counts add up to what was written',
      () => Promise.all(groups.map((group) => countedEvents(dynamo, outputs.counts_table, group))),
      (counted) => counted.join() === [applicationLines, failedLogins + 1, directLines].join(),
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
      // The run that comes ten minutes after the window of the planted events began: it judges that window, whatever the hour.
      const windowMs = 5 * 60_000;
      const startMs = Math.floor((plantedMs - 60_000) / windowMs) * windowMs;
      const payload = JSON.stringify({ time: new Date(startMs + 2 * windowMs).toISOString() });
      const FunctionName = outputs.function_names['score-windows'];
      const { FunctionError, Payload } = await new LambdaClient(client).send(
        new InvokeCommand({ FunctionName, Payload: Buffer.from(payload) }),
      );
      const answer = Buffer.from(Payload ?? []).toString();
      if (FunctionError || !(JSON.parse(answer) as { windowsScored?: number }).windowsScored) throw new Error(answer);
    });
    const everything = async () => [
      ...(await Promise.all(groups.map((group) => countedEvents(dynamo, outputs.counts_table, group)))),
      ...(await storedRules(dynamo, outputs.findings_table)),
      (await archivedObjects(s3, outputs.lake_bucket)).length,
    ];
    const sameAfter = async (replay: () => Promise<string>, said: string): Promise<void> => {
      const before = await everything();
      const last = await replay();
      if (!last.startsWith(said)) throw new Error(last);
      const after = await everything();
      if (after.join() !== before.join()) throw new Error(`${before.join()} became ${after.join()}`);
    };
    await checks.run('a replay of the archive takes every event, and changes no count and no finding', () =>
      sameAfter(
        () =>
          runReplay(
            aws,
            plantedMs,
            ['--lake', `s3://${outputs.lake_bucket}`, '--archive'],
            ['--to', 'lambda', '--function', outputs.function_names['ingest-stream'] ?? ''],
          ),
        `Sent ${planted} records or events from `,
      ),
    );
    if (outputs.audit_bucket !== null && outputs.audit_queue !== null) {
      const { audit_bucket, audit_queue } = outputs;
      await checks.run('a replay of the trail gives notice of its file again, and changes as little', () =>
        sameAfter(async () => {
          const { QueueUrl: url = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: audit_queue }));
          const to = ['--to', 'queue', '--queue', url];
          const said = await runReplay(aws, plantedMs, ['--trail', `s3://${audit_bucket}/AWSLogs/`], to);
          await emptied(sqs, url);
          return said;
        }, 'Sent 1 records or events from 1 items.'),
      );
    }
    // Before the plan: moto lists every trail when it is asked for one.
    if (hasTrails) await trails.send(new DeleteTrailCommand({ Name: trailName }));
    await checks.run('a second apply has nothing to change but what the emulator forgets', () =>
      stack.expectNoChanges(planGaps[aws.emulator]),
    );
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  } finally {
    await checks.run('destroy removes everything', () => stack.destroy());
    await checks.run('the key of marks outlives the stack, and goes as the documents say', async () => {
      const parameters = new SSMClient(client);
      await parameters.send(new DeleteParameterCommand({ Name: `/${namePrefix}/mark-key` }));
    });
    await checks.run('the emulator holds nothing that was not there before', async () => {
      const after = await takeInventory(aws.endpoint);
      const left = surplus(leftBehind(before, after), leftovers[aws.emulator]);
      const unlisted = [...after.unlisted].map(([kind, answer]) => `${kind} can't be listed: ${answer}`);
      if (left.length + unlisted.length > 0) throw new Error([...left, ...unlisted].join('\n'));
    });
    for (const logGroupName of groups) await logs.send(new DeleteLogGroupCommand({ logGroupName }));
    await stack.close();
  }
};

const missing = await deployment.missingTool();
if (missing !== undefined) skip(missing);
const found = await findLocalAws();
const aws = typeof found === 'string' ? skip(found) : found;
const checks = new Checks();
const startedMs = Date.now();
try {
  await runAll(aws, checks);
} catch (error) {
  checks.fail('the run itself', error);
} finally {
  aws.stop();
}
console.log(`${((Date.now() - startedMs) / 1_000).toFixed(0)} s in all`);
console.log(`${checks.passed} passed, ${checks.failed} failed`);
process.exitCode = checks.failed > 0 ? 1 : 0;
