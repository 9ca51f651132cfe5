import { describe, expect, it } from '@jest/globals';
import { ownRules } from '@bellwether/detections';
import { compileRules, defaultRedactionPolicy, hourMs, minuteMs } from '@bellwether/log-model';
import { createIngest, declaredOf, judgeAbsences } from '@bellwether/pipeline';
import {
  cloudTrailRecord,
  cloudWatchEnvelope,
  gzipJson,
  memoryPorts,
  sampleTimeMs,
  sequenceOf,
} from '@bellwether/testkit';

const policy = { alertMinSeverity: 'WARNING' } as const;

/** Reads calls of one trail, so many minutes after the beginning. */
const read = async (calls: readonly (readonly [name: string, minute: number, trail: string, region?: string])[]) => {
  const ports = memoryPorts();
  const ingest = createIngest(ports, {
    rules: compileRules(ownRules),
    policy,
    archive: { kind: 'redacted' },
    redaction: defaultRedactionPolicy,
    declaredDatasets: declaredOf('111122223333:/cloudtrail=cloudtrail'),
    ownLogGroupPrefixes: [],
    readsByOrderingKey: false,
  });
  const records = calls.map(([eventName, minute, name, awsRegion = 'eu-west-1'], index) => {
    const timestamp = sampleTimeMs + minute * minuteMs;
    const eventID = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    const record = cloudTrailRecord({
      eventID,
      eventName,
      awsRegion,
      requestParameters: { name },
      eventTime: new Date(timestamp).toISOString(),
    });
    const logEvents = [{ id: `e${index}`, timestamp, message: JSON.stringify(record) }];
    return {
      sequence: sequenceOf(index),
      arrivalMs: timestamp,
      data: gzipJson(cloudWatchEnvelope({ logGroup: '/cloudtrail', logEvents })),
    };
  });
  await ingest({ shard: 'shard', records });
  return ports;
};

const judge = async (ports: Awaited<ReturnType<typeof read>>, hours = 3) =>
  (await judgeAbsences(ports, policy, ownRules, { fromMs: sampleTimeMs, toMs: sampleTimeMs + hours * hourMs })).map(
    ({ rule, dedupeKey }) => `${rule} ${dedupeKey}`,
  );

describe('a trail that was stopped', () => {
  it('is the same trail by its name and by its ARN, and another one in another region', async () => {
    const arn = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main';
    expect(
      await judge(
        await read([
          ['StopLogging', 1, arn],
          ['StartLogging', 40, 'main'],
        ]),
      ),
    ).toEqual([]);
    expect(
      await judge(
        await read([
          ['StopLogging', 1, 'main'],
          ['StartLogging', 40, arn],
        ]),
      ),
    ).toEqual([]);
    expect(
      await judge(
        await read([
          ['StopLogging', 1, 'main'],
          ['StartLogging', 40, 'main', 'us-east-1'],
        ]),
      ),
    ).toEqual(['trail-not-started-again eu-west-1 | main']);
  });

  it('is found when it was not started again within the hour', async () => {
    const ports = await read([
      ['StopLogging', 1, 'main'],
      ['StopLogging', 2, 'spare'],
      ['StartLogging', 40, 'spare'],
    ]);
    expect(await judge(ports)).toEqual(['trail-not-started-again eu-west-1 | main']);
    const stored = ports.findings.all().filter(({ finding }) => finding.rule === 'trail-not-started-again');
    expect(stored.map(({ finding }) => finding.scope)).toEqual(['111122223333:/cloudtrail']);
  });

  it('is notified once, however often it is judged', async () => {
    const ports = await read([['StopLogging', 1, 'main']]);
    await judge(ports);
    const sent = ports.alerts.sent.length;
    await judge(ports);
    expect(ports.alerts.sent.length).toBe(sent);
  });

  it('is waited for while the hour, and the time in which records still come, is not over', async () => {
    expect(await judge(await read([['StopLogging', 1, 'main']]), 1)).toEqual([]);
  });
});
