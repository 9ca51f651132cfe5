import { describe, expect, it } from '@jest/globals';
import { defaultGrouping, type DispatchSettings, groupFromText } from '@bellwether/alerts';
import { sightingOfChange } from '@bellwether/aws-adapters';
import { metricNames } from '@bellwether/lambda-kit';
import { PortError } from '@bellwether/ports';
import { makeFinding, memoryAlertGroups, memoryClock, memoryOutput, memoryUndelivered } from '@bellwether/testkit';
import { dispatchAlert } from '../src/dispatch-alert.ts';
import { dispatchHandler } from '../src/dispatch-handler.ts';
import { readEnv } from '../src/env.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** An item as the findings table stores it, and as its stream shows it. */
const imageOf = (
  id: string,
  changes: Readonly<Record<string, unknown>> = {},
  wide: Readonly<Record<string, unknown>> = {},
) => {
  const finding = { ...makeFinding({ id, dedupeKey: id }), ...changes };
  return {
    id: { S: id },
    finding: { S: JSON.stringify(finding) },
    firstSeenMs: { N: String(finding.firstSeenMs) },
    lastSeenMs: { N: String(finding.lastSeenMs) },
    count: { N: String(finding.count) },
    ttl: { N: '1800000000' },
    ...wide,
  };
};

let sequence = 0;
type Image = Readonly<Record<string, unknown>>;
const record = (image: Image | undefined, eventName = 'INSERT', before?: Image) => ({
  eventName,
  dynamodb: {
    SequenceNumber: String((sequence += 1)).padStart(24, '0'),
    ApproximateCreationDateTime: 1_768_478_400,
    ...(image ? { NewImage: image } : {}),
    ...(before ? { OldImage: before } : {}),
  },
});

const makeFunction = (changes: Partial<DispatchSettings['policy']> = {}) => {
  const [groups, clock, undelivered, output] = [
    memoryAlertGroups(),
    memoryClock(),
    memoryUndelivered(),
    memoryOutput('default'),
  ];
  const metrics: string[] = [];
  const sink = {
    add: (name: string, value: number) => void metrics.push(`${name} ${value}`),
    addSplit: (name: string, split: string, value: number) => void metrics.push(`${name}{${split}} ${value}`),
    publish: () => undefined,
  };
  const policy = {
    alertMinSeverity: 'WARNING',
    anomalyMinScore: 0.5,
    grouping: defaultGrouping,
    mutes: [],
    routes: [],
    ...changes,
  } as const;
  const named = (name: string) => {
    if (name !== 'default') throw new PortError('outputs', name, false);
    return output;
  };
  const failures: string[] = [];
  const dispatch = dispatchAlert({
    groups,
    undelivered,
    clock,
    chance: { next: () => 0.5 },
    settings: async () => ({ policy, outputs: { named } }),
    sightingOf: sightingOfChange,
    askedWaitMs: () => undefined,
    onFailure: (where) => failures.push(where),
  });
  const handler = dispatchHandler(dispatch, { log: silent, metrics: sink });
  return { handler, groups, clock, output, undelivered, metrics, failures };
};

const kindsOf = ({ output }: ReturnType<typeof makeFunction>) => output.delivered.map(({ kind }) => kind);

describe('dispatch-alert', () => {
  it('tells of findings as their table changes, and of their end as time passes', async () => {
    const made = makeFunction();
    const answer = await made.handler({ Records: [record(imageOf('a')), record(imageOf('b'))] });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(kindsOf(made)).toEqual(['opened']);
    expect(made.metrics).toContain('NotificationsTold{opened} 1');
    made.clock.advance(61 * 60_000);
    expect(await made.handler({ time: '2026-01-15T13:01:00Z' })).toEqual({ groups: 1 });
    expect(kindsOf(made)).toEqual(['opened', 'recovered']);
    expect(await made.handler({ time: '2026-01-15T13:02:00Z' })).toEqual({ groups: 0 });
  });

  it.each([
    ['the item that lists the days', record({ id: { S: '#days' }, days: { SS: ['2026-01-15'] } })],
    ['the end of a finding by age', record(undefined, 'REMOVE')],
    ['a finding that is not for people', record(imageOf('a', { severity: 'INFO' }))],
    ['a mark on a finding', record({ ...imageOf('a'), state: { S: 'in_progress' } }, 'MODIFY', imageOf('a'))],
    ['an anomaly that is hardly one', record(imageOf('a', { kind: 'anomaly', score: 0.4 }))],
  ])('says nothing of %s', async (_, one) => {
    const made = makeFunction();
    expect(await made.handler({ Records: [one] })).toEqual({ batchItemFailures: [] });
    expect(kindsOf(made)).toEqual([]);
    expect(made.groups.all()).toEqual([]);
  });

  it('keeps a finding that sightings were merged into in the group it began in, and counts it once', async () => {
    const made = makeFunction();
    await made.handler({ Records: [record(imageOf('a'))] });
    const merged = imageOf('a', {}, { firstSeenMs: { N: '5' }, count: { N: '900' } });
    for (let again = 0; again < 3; again += 1) await made.handler({ Records: [record(merged, 'MODIFY')] });
    const groups = made.groups.all().map(({ state }) => groupFromText(state));
    expect(groups.map(({ evidence }) => [...evidence.counted.values()])).toEqual([[900]]);
    expect(kindsOf(made)).toEqual(['opened']);
  });

  it('gives back the first change that cannot be read, and has notified of all others', async () => {
    const made = makeFunction();
    const broken = record({ ...imageOf('b'), finding: { S: '{' } });
    const answer = await made.handler({ Records: [record(imageOf('a')), broken, record(imageOf('c'))] });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: broken.dynamodb.SequenceNumber }] });
    expect(made.output.delivered.map(({ findings }) => findings)).toEqual([2]);
    expect(made.failures).toEqual(['group']);
    expect(made.metrics).toContain('BatchesFailed 1');
  });

  it('counts what it gave up by its output, and what a mute held back', async () => {
    const lost = makeFunction({ routes: [{ minSeverity: 'ERROR', outputs: ['gone'] }] });
    await lost.handler({ Records: [record(imageOf('a'))] });
    expect(lost.metrics).toContain('NotificationsUndelivered{gone} 1');
    expect(lost.undelivered.kept).toHaveLength(1);
    const muted = makeFunction({
      mutes: [{ dataset: 'cloudtrail', until: '2030-01-31T00:00:00Z', reason: 'A rehearsal of the audit' }],
    });
    await muted.handler({ Records: [record(imageOf('a'))] });
    expect(muted.metrics).toContain('AlertsMuted 1');
  });

  it('counts what was seen of a suppressed finding, and says nothing of it', async () => {
    const made = makeFunction();
    const suppressed = { ...imageOf('a'), state: { S: 'suppressed' }, stateSinceMs: { N: '9' } };
    await made.handler({ Records: [record({ ...suppressed, count: { N: '9' } }, 'MODIFY', suppressed)] });
    expect(kindsOf(made)).toEqual([]);
    expect(made.metrics).toContain('SightingsSuppressed 1');
  });

  it('writes metrics that there are', async () => {
    const made = makeFunction();
    await made.handler({ Records: [record(imageOf('a'))] });
    for (const written of made.metrics) expect(Object.keys(metricNames)).toContain(written.split(/[ {]/)[0]);
  });

  it('fails a run of the clock for a group that cannot be read, after all others', async () => {
    const made = makeFunction();
    await made.handler({ Records: [record(imageOf('a'))] });
    await made.groups.save({ id: 'broken', version: 1, dueAtMs: 1, state: '{}' });
    made.clock.advance(61 * 60_000);
    await expect(made.handler({ time: '2026-01-15T13:01:00Z' })).rejects.toThrow('groups.step failed');
    expect(kindsOf(made)).toEqual(['opened', 'recovered']);
  });

  it.each([[{ Records: [{ eventName: 'INSERT' }] }], [{ Records: 7 }], [{}], ['x']])(
    'refuses the event %j',
    async (event) => {
      await expect(makeFunction().handler(event)).rejects.toThrow('The event is not valid');
    },
  );
});

describe('the environment of dispatch-alert', () => {
  it('names everything that is missing at once', () => {
    expect(() => readEnv({})).toThrow(/ALERT_GROUPS_TABLE[^]*ALERT_TOPIC_ARN[^]*UNDELIVERED_QUEUE_URL/);
  });
});
