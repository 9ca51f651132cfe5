/** What a storm of findings asks of the dispatcher, its table and the outputs: the real groups over the real keys, a minute of it. */
import {
  defaultGrouping,
  dispatchSightings,
  type DispatchPorts,
  type Grouping,
  type Sighting,
} from '@bellwether/alerts';
import { dynamoAlertGroups } from '@bellwether/aws-adapters';
import { makeFinding, memoryUndelivered, sampleTimeMs, seeded } from '@bellwether/testkit';
import { partitionedDynamo } from './partitioned-dynamo.ts';

export interface Storm {
  readonly name: string;
  readonly findings: number;
  readonly rules: number;
  /** Findings go round them. */
  readonly accounts: number;
  readonly by: Grouping['by'];
}

export interface FanOut extends Storm {
  readonly groups: number;
  readonly invocations: number;
  readonly messages: number;
  readonly groupWrites: number;
  /** Of the table; an index entry that moves is two more. */
  readonly writeUnits: number;
  /** Units a second of the group that was written most. */
  readonly hottestGroup: number;
  readonly processorSeconds: number;
  /** Share of the minute that the one reader of the table's stream is busy, waits for calls included. */
  readonly busyShare: number;
}

const secondsOfStorm = 60;

/** The trigger's bounds of a batch, as the stack has them: so many changes, or so many seconds. */
const maxChanges = 500;
const windowSeconds = 1;

/** Assumed of a call to a table or an output, and groups worked on side by side. */
const secondsACall = 0.01;
const groupsAtOnce = 8;

/** The storms of the table. */
export const storms: readonly Storm[] = [
  { name: 'one rule in one account', findings: 100, rules: 1, accounts: 1, by: ['rule', 'account'] },
  { name: 'three rules in one account', findings: 5_000, rules: 3, accounts: 1, by: ['rule', 'account'] },
  { name: 'one rule in 500 accounts', findings: 5_000, rules: 1, accounts: 500, by: ['rule', 'account'] },
  { name: 'one rule in 10,000 accounts', findings: 10_000, rules: 1, accounts: 10_000, by: ['rule', 'account'] },
  { name: 'the same, by rule alone', findings: 10_000, rules: 1, accounts: 10_000, by: ['rule'] },
];

const sightingsOf = ({ findings, rules, accounts }: Storm): readonly Sighting[] =>
  Array.from({ length: findings }, (_, n) => {
    const account = String(200_000_000_000 + (n % accounts));
    const atMs = sampleTimeMs + Math.floor((n / findings) * secondsOfStorm * 1_000);
    const finding = makeFinding({
      id: `finding-${n}`,
      rule: `rule-${n % rules}`,
      account,
      scope: `${account}:/app/web`,
      dedupeKey: `resource-${n}`,
      firstSeenMs: atMs,
      lastSeenMs: atMs,
    });
    return { finding, raisedMs: atMs };
  });

/** Cuts what was seen as the trigger does. */
const batchesOf = (sightings: readonly Sighting[]): readonly (readonly Sighting[])[] => {
  const perWindow = Math.ceil((sightings.length * windowSeconds) / secondsOfStorm);
  const size = Math.min(maxChanges, perWindow);
  return Array.from({ length: Math.ceil(sightings.length / size) }, (_, n) =>
    sightings.slice(n * size, (n + 1) * size),
  );
};

/** Lets one minute of a storm through the dispatcher. */
export const simulateStorm = async (storm: Storm): Promise<FanOut> => {
  const dynamo = partitionedDynamo();
  const retention = { retentionDays: 90, now: () => sampleTimeMs };
  const groups = dynamoAlertGroups('groups', retention, async () => dynamo);
  const next = seeded(1);
  let nowMs = sampleTimeMs;
  let messages = 0;
  const ports: DispatchPorts = {
    groups,
    undelivered: memoryUndelivered(),
    clock: { now: () => nowMs },
    chance: { next },
  };
  const deliver = async (): Promise<void> => {
    messages += 1;
  };
  const settings = {
    policy: {
      alertMinSeverity: 'WARNING',
      anomalyMinScore: 0,
      grouping: { ...defaultGrouping, by: storm.by },
      mutes: [],
      routes: [],
    },
    outputs: { named: (name: string) => ({ name, deliver }) },
  } as const;
  const batches = batchesOf(sightingsOf(storm));
  const start = process.cpuUsage();
  let waitedSeconds = 0;
  let callsBefore = 0;
  let reads = 0;
  for (const batch of batches) {
    nowMs = batch.at(-1)?.raisedMs ?? nowMs;
    const { failed, groups: touched } = await dispatchSightings(ports, settings, batch);
    if (failed.length > 0) throw new Error('A group of the storm failed.');
    reads += touched;
    const calls = dynamo.loads().reduce((sum, { requests }) => sum + requests, messages + reads);
    // What one group asks for, it asks for one after the other.
    waitedSeconds += ((calls - callsBefore) * secondsACall) / Math.max(1, Math.min(groupsAtOnce, touched));
    callsBefore = calls;
  }
  const took = process.cpuUsage(start);
  const processorSeconds = (took.user + took.system) / 1e6;
  const loads = dynamo.loads();
  return {
    ...storm,
    groups: loads.length,
    invocations: batches.length,
    messages,
    groupWrites: loads.reduce((sum, { requests }) => sum + requests, 0),
    writeUnits: loads.reduce((sum, { writeUnits }) => sum + writeUnits, 0),
    hottestGroup: Math.max(...loads.map(({ writeUnits }) => writeUnits)) / secondsOfStorm,
    processorSeconds,
    busyShare: (waitedSeconds + processorSeconds) / secondsOfStorm,
  };
};

/**
 * What an output takes, messages a second.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/sns.html
 * @see https://repost.aws/knowledge-center/sns-email-subscription-disabled
 * @see https://docs.slack.dev/apis/web-api/rate-limits
 */
export const outputRates = {
  /** Publishing to topics in the smallest regions; 30,000 in the largest. */
  topic: 300,
  /** Deliveries of a topic to one e-mail address: above it SNS switches the subscription off. */
  email: 10,
  /** An incoming webhook of Slack. */
  slack: 1,
} as const;

/** Seconds until an output has taken all messages, at best. */
export const secondsAt = (rate: number, { messages }: FanOut): number => messages / rate;
