import type { CountStore, DeploymentReads, PartStatus } from '@bellwether/ports';
import { describeFailure } from '../describe-failure.ts';
import type { Check } from './check.ts';
import type { Deployment } from './deployment.ts';

/** What a deployment is looked at with. */
export interface Looking {
  readonly reads: DeploymentReads;
  readonly counts: Pick<CountStore, 'scopes'>;
  /** Epoch milliseconds UTC. */
  readonly nowMs: number;
  /** A model whose access is asked for; none when absent. */
  readonly model?: string;
}

const hourMs = 3_600_000;

/** Objects counted at most: one page of a listing. */
const maxCounted = 1_000;

/** Concurrent executions below which a burst of log lines can find no room; a new account may have ten. */
const minConcurrency = 100;

const ok = (name: string, says: string): Check => ({ name, state: 'ok', says });
const warning = (name: string, says: string, advice: string): Check => ({ name, state: 'warning', says, advice });
const failed = (name: string, says: string, advice: string): Check => ({ name, state: 'failed', says, advice });

const said = ({ status, detail }: PartStatus): string =>
  detail === undefined ? `${status}.` : `${status}, ${detail}.`;

/** A part that has to be in one of the states in which it works. */
const partCheck = (name: string, found: PartStatus | undefined, working: readonly string[], advice: string): Check => {
  if (found === undefined) return failed(name, 'There is none of this name.', 'Apply the deployment again.');
  return working.includes(found.status) ? ok(name, said(found)) : failed(name, said(found), advice);
};

const countText = (count: number, what: string): string =>
  `${count >= maxCounted ? `${maxCounted} or more` : count} ${what}${count === 1 ? '' : 's'}`;

type Run = () => Promise<Check>;

const partChecks = ({ stream, functions, triggers }: Deployment, { reads }: Looking): readonly [string, Run][] => [
  [
    'stream',
    async () => partCheck('stream', await reads.stream(stream), ['ACTIVE', 'UPDATING'], 'Apply the deployment again.'),
  ],
  ...Object.entries(functions).map(([short, full]): [string, Run] => [
    `function ${short}`,
    async () =>
      partCheck(
        `function ${short}`,
        await reads.functionStatus(full),
        // Lambda puts a function to sleep that was not called for weeks; the next call wakes it.
        ['Active', 'Inactive'],
        'Look at its role, its key and its package, then apply the deployment again.',
      ),
  ]),
  ...Object.entries(triggers).map(([short, id]): [string, Run] => [
    `trigger of ${short}`,
    async () =>
      partCheck(
        `trigger of ${short}`,
        await reads.trigger(id),
        ['Enabled', 'Creating', 'Enabling', 'Updating'],
        'It reads nothing. Enable it: aws lambda update-event-source-mapping --enabled.',
      ),
  ]),
];

const subscriptionCheck = async (
  group: string,
  { streamArn, functions }: Deployment,
  { reads }: Looking,
): Promise<Check> => {
  const name = `log group ${group}`;
  const destinations = await reads.subscriptions(group);
  if (destinations === undefined)
    return failed(name, 'It does not exist.', 'Take it out of the environment, or make it.');
  const own = [streamArn, ...Object.values(functions).map((full) => `:function:${full}`)];
  return destinations.some((arn) => own.some((end) => arn.endsWith(end)))
    ? ok(name, 'Its lines are delivered.')
    : failed(
        name,
        'No subscription leads to this deployment.',
        'Apply the deployment again; its lines since then are in the log group alone.',
      );
};

const queueAdvice = {
  'failed-events': 'See docs/operate.md#failed-events: mend the cause, then aws sqs start-message-move-task.',
  'undelivered-alerts': 'See docs/operate.md#undelivered-alerts: bellwether replay --undelivered lists them.',
} as const;

const queueCheck = async (what: keyof typeof queueAdvice, queue: string, { reads }: Looking): Promise<Check> => {
  const name = `queue ${what}`;
  const waiting = await reads.waitingMessages(queue);
  if (waiting === undefined) return failed(name, 'There is none of this name.', 'Apply the deployment again.');
  return waiting === 0
    ? ok(name, 'Empty.')
    : warning(name, `${countText(waiting, 'message')} waiting.`, queueAdvice[what]);
};

const objectsCheck = async (
  name: string,
  [bucket, prefix]: readonly [string, string],
  advice: string,
  { reads }: Looking,
): Promise<Check> => {
  const count = await reads.objects(bucket, prefix, maxCounted);
  return count === 0 ? ok(name, 'Empty.') : warning(name, `${countText(count, 'object')}.`, advice);
};

const eventsCheck = async ({ counts, nowMs }: Looking): Promise<Check> => {
  const [hour, day] = [await counts.scopes(nowMs - hourMs, nowMs), await counts.scopes(nowMs - 24 * hourMs, nowMs)];
  if (hour.length > 0) return ok('events', `${countText(hour.length, 'log source')} wrote in the last hour.`);
  return day.length > 0
    ? warning(
        'events',
        `None in the last hour; ${countText(day.length, 'log source')} wrote in the last day.`,
        'Look whether the sources are idle.',
      )
    : failed(
        'events',
        'None were counted in the last day.',
        'Look at the subscriptions and the trigger of the stream.',
      );
};

const concurrencyCheck = async ({ reads }: Looking): Promise<Check> => {
  const { limit, unreserved } = await reads.concurrency();
  const says = `${unreserved} of ${limit} concurrent executions of the account are not reserved.`;
  return unreserved >= minConcurrency
    ? ok('concurrency', says)
    : warning('concurrency', says, 'Ask for a higher quota of concurrent executions, and reserve none until then.');
};

const modelCheck = (model: string, { reads }: Looking): [string, Run] => [
  'model',
  async () => ok('model', `${model} answers: ${await reads.countTokens(model)} tokens for one word.`),
];

/** Everything that is looked at, by name, in the order in which records pass. */
const allChecks = (deployment: Deployment, looking: Looking): readonly [string, Run][] => [
  ...partChecks(deployment, looking),
  ['concurrency', () => concurrencyCheck(looking)],
  ...deployment.logGroups.map((group): [string, Run] => [
    `log group ${group}`,
    () => subscriptionCheck(group, deployment, looking),
  ]),
  ['events', () => eventsCheck(looking)],
  [
    'quarantine',
    () =>
      objectsCheck(
        'quarantine',
        [deployment.lakeBucket, 'quarantine/'],
        'Records that could not be read. List them: bellwether replay --quarantine --lake s3://<lake bucket>.',
        looking,
      ),
  ],
  [
    'given up',
    () =>
      objectsCheck(
        'given up',
        [deployment.failureBucket, 'aws/lambda/'],
        'Batches that were given up on. List them: bellwether replay --failures --lake s3://<failure bucket>.',
        looking,
      ),
  ],
  ...(['failed-events', 'undelivered-alerts'] as const).map((what): [string, Run] => [
    `queue ${what}`,
    () => queueCheck(what, deployment.queues[what], looking),
  ]),
  ...(looking.model === undefined ? [] : [modelCheck(looking.model, looking)]),
];

/**
 * Looks at a deployment, one part after the other. A part that cannot be looked at is a failed check, and the next is looked at.
 *
 * @returns the checks as they are made
 */
export async function* checkDeployment(deployment: Deployment, looking: Looking): AsyncGenerator<Check> {
  for (const [name, run] of allChecks(deployment, looking))
    try {
      yield await run();
    } catch (error) {
      yield failed(
        name,
        `It could not be asked: ${describeFailure(error)}.`,
        'Look at the credentials, the region and the permissions that docs/cli.md lists.',
      );
    }
}
