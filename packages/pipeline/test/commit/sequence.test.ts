import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileRules, defaultRedactionPolicy, type DetectionRule, minuteMs } from '@bellwether/log-model';
import { findingWindowMs } from '@bellwether/log-model/decide';
import { createIngest, declaredOf } from '@bellwether/pipeline';
import {
  cloudTrailRecord,
  cloudWatchEnvelope,
  gzipJson,
  memoryPorts,
  sampleTimeMs,
  sequenceOf,
} from '@bellwether/testkit';

/** A finding window begins here. */
const windowMs = Math.ceil(sampleTimeMs / findingWindowMs) * findingWindowMs;

const base = {
  description: 'An address guesses passwords.',
  severity: 'ERROR',
  score: 0.8,
  dataset: 'cloudtrail',
  dedupeBy: ['source.ip'],
} as const;
const rules: readonly DetectionRule[] = [
  {
    ...base,
    ...{ id: 'many-failed', title: 'Many logins failed' },
    selections: { failed: { 'event.action': 'ConsoleLogin', errorMessage: 'Failed authentication' } },
    condition: 'failed',
    threshold: { count: 10, groupBy: ['source.ip'] },
  },
  {
    ...base,
    ...{ id: 'succeeded', title: 'A login succeeded after many that failed' },
    selections: { failed: { errorMessage: 'Failed authentication' }, login: { 'event.action': 'ConsoleLogin' } },
    condition: 'login and not failed',
    dedupeBy: ['event.action'],
    after: { rule: 'many-failed', count: 5, groupBy: ['source.ip'] },
  },
];

interface Login {
  /** Minutes from the beginning of a finding window. */
  readonly minute: number;
  readonly succeeds?: boolean;
  readonly from?: string;
  /** Another group is not declared to hold CloudTrail: its records are only claimed. */
  readonly logGroup?: string;
}

const failures = (count: number, minute: number, more: Partial<Login> = {}): readonly Login[] =>
  Array.from({ length: count }, () => ({ minute, ...more }));

/** What is found when logins are read in batches: rule, address and count. */
const foundIn = async (batches: readonly (readonly Login[])[]): Promise<readonly string[]> => {
  const ports = memoryPorts();
  const ingest = createIngest(ports, {
    rules: compileRules(rules),
    policy: { alertMinSeverity: 'WARNING' },
    archive: { kind: 'redacted' },
    redaction: defaultRedactionPolicy,
    declaredDatasets: declaredOf('111122223333:/cloudtrail=cloudtrail'),
    ownLogGroupPrefixes: [],
    readsByOrderingKey: false,
  });
  let number = 0;
  for (const batch of batches) {
    const records = batch.map(({ minute, succeeds = false, from = '203.0.113.9', logGroup = '/cloudtrail' }) => {
      number += 1;
      const timestamp = windowMs + minute * minuteMs + number;
      const record = cloudTrailRecord({
        ...{ eventID: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`, eventName: 'ConsoleLogin' },
        ...{ eventTime: new Date(timestamp).toISOString(), sourceIPAddress: from },
        ...(succeeds ? {} : { errorMessage: 'Failed authentication' }),
      });
      const logEvents = [{ id: `e${number}`, timestamp, message: JSON.stringify(record) }];
      const data = gzipJson(cloudWatchEnvelope({ logGroup, logEvents }));
      return { sequence: sequenceOf(number), arrivalMs: timestamp, data };
    });
    await ingest({ shard: 'shard', records });
  }
  return ports.findings
    .all()
    .filter(({ finding }) => finding.rule !== 'undeclared-source')
    .map(({ finding }) => `${finding.rule} ${finding.dedupeKey.slice(-11)} ${finding.count}`)
    .sort();
};

const success = (minute: number, more: Partial<Login> = {}): Login => ({ minute, succeeds: true, ...more });

describe('a rule that comes after matches of another', () => {
  it.each<[string, readonly (readonly Login[])[], readonly string[]]>([
    ['in one batch', [[...failures(12, 1), success(2)]], ['many-failed 203.0.113.9 12', 'succeeded 203.0.113.9 1']],
    ['after fewer than that rule asks for itself', [failures(5, 1), [success(2)]], ['succeeded 203.0.113.9 1']],
    ['within the hour', [failures(6, 1), [success(55)]], ['succeeded 203.0.113.9 1']],
    ['across finding windows', [failures(6, -20), [success(10)]], ['succeeded 203.0.113.9 1']],
    ['each time it succeeds', [failures(6, 1), [success(2)], [success(9)]], ['succeeded 203.0.113.9 2']],
  ])('is found %s', async (_, batches, found) => {
    expect(await foundIn(batches)).toEqual(found);
  });

  it.each<[string, readonly (readonly Login[])[], readonly string[]]>([
    ['nothing failed', [[success(2)]], []],
    ['too few failed', [failures(4, 1), [success(2)]], []],
    ['too few failed close together', [[...failures(3, 1), ...failures(3, 25)], [success(30)]], []],
    ['another address failed', [failures(9, 1, { from: '198.51.100.7' }), [success(2)]], []],
    ['they failed long before', [failures(9, 1), [success(75)]], []],
    ['they failed afterwards, read together', [[success(2), ...failures(12, 20)]], ['many-failed 203.0.113.9 12']],
    ['they failed afterwards', [[success(2)], failures(12, 20)], ['many-failed 203.0.113.9 12']],
    ['the failures are only claimed by a line', [failures(9, 1, { logGroup: '/app/web' }), [success(2)]], []],
    ['the success is only claimed by a line', [failures(9, 1), [success(2, { logGroup: '/app/web' })]], []],
  ])('is not found where %s', async (_, batches, found) => {
    expect(await foundIn(batches)).toEqual(found);
  });

  it('is the same however the events are cut into batches', async () => {
    const logins = [...failures(7, 1), ...failures(4, 8), success(9)];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 12, maxLength: 12 }), async (sizes) => {
        const batches: Login[][] = [];
        const left = [...logins];
        for (const size of sizes) if (left.length > 0) batches.push(left.splice(0, size));
        expect(await foundIn(batches)).toEqual(['many-failed 203.0.113.9 11', 'succeeded 203.0.113.9 1']);
      }),
      { numRuns: 30 },
    );
  });
});
