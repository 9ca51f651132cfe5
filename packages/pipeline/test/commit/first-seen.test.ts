import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileRules, dayMs, defaultRedactionPolicy, minuteMs, type DetectionRule } from '@bellwether/log-model';
import { createIngest, declaredOf } from '@bellwether/pipeline';
import {
  cloudTrailRecord,
  cloudWatchEnvelope,
  gzipJson,
  memoryPorts,
  sampleTimeMs,
  sequenceOf,
} from '@bellwether/testkit';

const base = {
  description: 'Somebody does something for the first time.',
  severity: 'WARNING',
  score: 0.6,
  dataset: 'cloudtrail',
  selections: { call: { 'eventName|exists': true } },
  condition: 'call',
  dedupeBy: [],
} as const;
const rules: readonly DetectionRule[] = [
  { ...base, id: 'new-network', title: 'A new network', firstSeen: { of: 'network', historyDays: 7 } },
  { ...base, id: 'habit', title: 'A habit', mode: 'part', firstSeen: { of: 'call', historyDays: 7 } },
];

interface Call {
  readonly day: number;
  readonly minute?: number;
  readonly name?: string;
  readonly from?: string;
  readonly by?: string;
  /** Another group is not declared to hold CloudTrail: its records are only claimed. */
  readonly logGroup?: string;
}

/** Ten calls of different names on one day: enough to be known by. */
const known = (day: number, more: Partial<Call> = {}): readonly Call[] =>
  Array.from({ length: 10 }, (_, index) => ({ day, name: `Create${index}`, ...more }));

const openAll = () => {
  const ports = memoryPorts();
  const open = () =>
    createIngest(ports, {
      rules: compileRules(rules),
      policy: { alertMinSeverity: 'WARNING' },
      archive: { kind: 'redacted' },
      redaction: defaultRedactionPolicy,
      declaredDatasets: declaredOf('111122223333:/cloudtrail=cloudtrail'),
      ownLogGroupPrefixes: [],
      readsByOrderingKey: false,
    });
  return { ports, open };
};

const recordOf = (
  { day, minute = 0, name = 'Create0', from = '203.0.113.9', by = 'user/ana', logGroup = '/cloudtrail' }: Call,
  number: number,
) => {
  const timestamp = sampleTimeMs + day * dayMs + minute * minuteMs + number;
  const record = cloudTrailRecord({
    ...{ eventID: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`, eventName: name },
    ...{ eventTime: new Date(timestamp).toISOString(), sourceIPAddress: from },
    userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::111122223333:${by}` },
  });
  const logEvents = [{ id: `e${number}`, timestamp, message: JSON.stringify(record) }];
  return {
    sequence: sequenceOf(number),
    arrivalMs: timestamp,
    data: gzipJson(cloudWatchEnvelope({ logGroup, logEvents })),
  };
};

/** What is found when calls are read in batches, each as often as asked, by processes that remember nothing of each other. */
const foundIn = async (batches: readonly (readonly Call[])[], times = 1): Promise<readonly string[]> => {
  const { ports, open } = openAll();
  const ingest = open();
  let number = 0;
  for (const batch of batches) {
    const records = batch.map((call) => recordOf(call, (number += 1)));
    for (let time = 0; time < times; time += 1) await (time === 0 ? ingest : open())({ shard: 'shard', records });
  }
  return ports.findings
    .all()
    .filter(({ finding }) => finding.rule !== 'undeclared-source')
    .map(({ finding }) => `${finding.rule} ${finding.dedupeKey.slice(25)} ${finding.count}`)
    .sort();
};

const other = '198.51.100.7';
const found = ['new-network :user/ana | 198.51.0.0/16 1'];

describe('what a principal does for the first time', () => {
  it.each<[string, readonly (readonly Call[])[]]>([
    ['in a later batch', [known(0), [{ day: 8, from: other }]]],
    ['in one batch with its past', [[...known(0), { day: 8, from: other }]]],
    [
      'after one who did it too',
      [[...known(0), ...known(0, { by: 'user/bob', from: other })], [{ day: 8, from: other }]],
    ],
    [
      'once, however often it comes later',
      [
        known(0),
        [{ day: 8, from: other }],
        [
          { day: 8, minute: 30, from: other },
          { day: 20, from: other },
        ],
      ],
    ],
    [
      'again when it was not seen for eight weeks',
      [[...known(0, { from: other }), ...known(0), ...known(29), ...known(57)], [{ day: 100, from: other }]],
    ],
  ])('is found %s', async (_, batches) => {
    expect(await foundIn(batches)).toEqual(found);
  });

  it.each<[string, readonly (readonly Call[])[]]>([
    ['it is known for too short a time', [known(0), [{ day: 6, from: other }]]],
    ['too little is known of it', [known(0).slice(2), [{ day: 8, from: other }]]],
    ['it did it before', [[...known(0), { day: 0, from: other }], [{ day: 8, from: other }]]],
    [
      'it did it in the four weeks before these',
      [[...known(20), { day: 20, from: other }], [{ day: 30, from: other }]],
    ],
    ['it is the same network', [known(0), [{ day: 8, from: '203.0.44.1' }]]],
    ['the rule is only looked at by others', [known(0), [{ day: 8, name: 'DeleteAll' }]]],
    ['a line only claims it', [known(0), [{ day: 8, from: other, logGroup: '/app/web' }]]],
    ['the past is only claimed', [known(0, { logGroup: '/app/web' }), [{ day: 8, from: other }]]],
  ])('is not found where %s', async (_, batches) => {
    expect(await foundIn(batches)).toEqual([]);
  });

  it('is the same however the calls are cut into batches, and when each batch is given again to another process', async () => {
    const calls = [...known(0), { day: 8, from: other }, { day: 8, minute: 1, from: other }, { day: 9, from: other }];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 13, maxLength: 13 }),
        fc.integer({ min: 1, max: 3 }),
        async (sizes, times) => {
          const batches: Call[][] = [];
          const left = [...calls];
          for (const size of sizes) if (left.length > 0) batches.push(left.splice(0, size));
          expect(await foundIn(batches, times)).toEqual(['new-network :user/ana | 198.51.0.0/16 2']);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is found when the batch failed after its past was written', async () => {
    const { ports, open } = openAll();
    await open()({ shard: 'shard', records: known(0).map((call, index) => recordOf(call, index + 1)) });
    const records = [recordOf({ day: 8, from: other }, 50)];
    const whole = { ...ports.findings };
    Object.assign(ports.findings, {
      raise: async () => {
        throw new Error('the store fails');
      },
    });
    await expect(open()({ shard: 'shard', records })).rejects.toThrow('the store fails');
    Object.assign(ports.findings, whole);
    await open()({ shard: 'shard', records });
    const [stored] = ports.findings.all();
    expect(stored?.finding).toMatchObject({
      rule: 'new-network',
      reasons: expect.arrayContaining([
        'arn:aws:iam::111122223333:user/ana never was seen with the network 198.51.0.0/16 in eight weeks, and is known for 7 days or more.',
      ]),
    });
  });
});
