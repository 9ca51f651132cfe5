import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { ownRules } from '@bellwether/detections';
import { compileRules, defaultRedactionPolicy, type Finding } from '@bellwether/log-model';
import { readEventLine } from '@bellwether/lake';
import { createIngest, parseDeclaredDatasets } from '@bellwether/pipeline';
import { planRemediation } from '@bellwether/playbooks';
import {
  cloudTrailRecord,
  cloudWatchEnvelope,
  gzipJson,
  memoryPorts,
  sampleTimeMs,
  sequenceOf,
  memoryPlanning,
} from '@bellwether/testkit';

const [own, other] = ['111122223333', '999988887777'];
const flowGroup = '/aws/vpc/main/flow-logs';
const trailGroup = '/aws/cloudtrail/main';
const rules = compileRules(ownRules);

interface Written {
  readonly owner?: string;
  readonly logGroup: string;
  readonly lines: readonly string[];
}

/** Ingests lines of log groups and gives back what was kept, found and started. */
const ingest = async (written: readonly Written[], declared: string) => {
  const ports = memoryPorts();
  const declaredDatasets = parseDeclaredDatasets(declared);
  const run = createIngest(ports, {
    rules,
    policy: { alertMinSeverity: 'WARNING' },
    archive: { kind: 'redacted', ownObjectEvents: 0 },
    redaction: defaultRedactionPolicy,
    ownLogGroupPrefixes: [],
    readsByOrderingKey: false,
    ...(declaredDatasets && { declaredDatasets }),
  });
  const records = written.map(({ lines, ...envelope }, record) => ({
    sequence: sequenceOf(record),
    arrivalMs: sampleTimeMs,
    data: gzipJson(
      cloudWatchEnvelope({
        ...envelope,
        logEvents: lines.map((message, n) => ({
          id: `${record}`.padStart(8, '3') + String(n).padStart(48, '0'),
          timestamp: sampleTimeMs + n,
          message,
        })),
      }),
    ),
  }));
  await run({ shard: 's', records });
  const findings = ports.findings.all().map(({ finding }) => finding);
  return { ports, findings, of: (rule: string) => findings.filter((finding) => finding.rule === rule) };
};

const startS = Math.floor(sampleTimeMs / 1_000);
/** A scan of 120 ports of a victim, as a flow log would write it. */
const scan = (account: string = own): readonly string[] =>
  Array.from(
    { length: 120 },
    (_, n) =>
      `2 ${account} eni-0a1b2c3d4e5f60718 203.0.113.7 10.0.1.15 49152 ${1_000 + n} 6 1 40 ${startS} ${startS + 60} ACCEPT OK`,
  );
const stopLogging = (changes: Record<string, unknown> = {}): string =>
  JSON.stringify(
    cloudTrailRecord({
      eventTime: new Date(sampleTimeMs).toISOString(),
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      recipientAccountId: own,
      requestParameters: { name: 'main' },
      ...changes,
    }),
  );

const guardrails = {
  mode: 'apply',
  allowedPlaybooks: ['isolate-network-interface'],
  targetAccounts: [own],
  targetRegions: ['eu-west-1', 'us-east-1'],
} as const;
const planOf = (finding: Finding) =>
  planRemediation(
    {
      openPort: () => Promise.reject(new Error('The account was looked at.')),
      ...memoryPlanning(finding.lastSeenMs),
    },
    finding,
    guardrails,
    {},
  );

const declared = `${own}:${flowGroup}=vpc-flow,${own}:${trailGroup}=cloudtrail`;

describe('lines that claim to speak about the account', () => {
  it.each([
    ['flow-port-scan', '/app/web', scan()],
    ['cloudtrail-logging-disabled', '/app/web', [stopLogging()]],
    // Declared to contain something else.
    ['cloudtrail-logging-disabled', flowGroup, [stopLogging()]],
    // Declared for another account.
    ['flow-port-scan', flowGroup, scan(other)],
  ])('make %s a claim in the group %s, which starts nothing and cannot be planned', async (rule, logGroup, lines) => {
    const { ports, of } = await ingest([{ logGroup, lines }], declared);
    const [finding, ...more] = of(rule);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ provenance: 'claimed', account: own });
    expect(finding?.reasons.join(' ')).toContain(`laimed by a line in ${logGroup}`);
    expect(finding?.score).toBeLessThan(rules.rules.find(({ id }) => id === rule)?.score ?? 0);
    expect(ports.remediation.started.size).toBe(0);
    expect(await planOf(finding!)).toMatchObject({ decision: 'refused' });
  });

  it('are found in full where the group is declared to hold them', async () => {
    const written = [
      { logGroup: flowGroup, lines: scan() },
      { logGroup: trailGroup, lines: [stopLogging()] },
    ];
    const { of, ports } = await ingest(written, declared);
    for (const rule of ['flow-port-scan', 'cloudtrail-logging-disabled']) {
      expect(of(rule)).toHaveLength(1);
      expect(of(rule)[0]).toMatchObject({
        provenance: 'declared',
        account: own,
        score: rules.rules.find(({ id }) => id === rule)?.score,
      });
    }
    expect(of('undeclared-source')).toEqual([]);
    expect(ports.remediation.started.size).toBe(2);
  });

  it('complete no scan that a declared group shows in part', async () => {
    const written = [
      { logGroup: flowGroup, lines: scan().slice(0, 60) },
      { logGroup: '/app/web', lines: scan().slice(60) },
    ];
    const { of } = await ingest(written, declared);
    expect(of('flow-port-scan')).toEqual([]);
  });

  it('reach no other account through a group that another account sends', async () => {
    const { findings } = await ingest([{ owner: other, logGroup: flowGroup, lines: scan(own) }], declared);
    expect(new Set(findings.map(({ account }) => account))).toEqual(new Set([other]));
  });

  it('raise one notice a day that asks to declare the group', async () => {
    const written = ['/app/web', '/app/web', '/app/shop'].map((logGroup) => ({ logGroup, lines: scan().slice(0, 3) }));
    const { of } = await ingest(written, declared);
    expect(of('undeclared-source').map(({ title }) => title)).toEqual([
      'Declare this group: /app/web holds vpc-flow records',
      'Declare this group: /app/shop holds vpc-flow records',
    ]);
  });

  it('keep their ids as attributes, so that none stands in for a real event', async () => {
    const eventID = '00000000-0000-4000-8000-00000000beef';
    const written = [
      { logGroup: trailGroup, lines: [stopLogging({ eventID })] },
      { logGroup: '/app/web', lines: [stopLogging({ eventID, eventName: 'DescribeTrails' })] },
    ];
    const { ports } = await ingest(written, declared);
    const events = [...ports.archive.objects].flatMap(([, bytes]) =>
      gunzipSync(bytes)
        .toString()
        .split('\n')
        .flatMap((line) => readEventLine(line, 'cloudtrail') ?? readEventLine(line, 'mixed') ?? []),
    );
    expect(new Set(events.map(({ event }) => event.id)).size).toBe(2);
    expect(events.map(({ event }) => event.attributes['event.id'])).toEqual([eventID, eventID]);
    expect(events.find(({ event }) => event.id === eventID)?.event.logGroup).toBe(trailGroup);
  });
});

describe('what is declared', () => {
  it.each([
    'x',
    '1:/a=cloudtrail',
    `${own}:/a=nothing`,
    `${own}:/a=cloudtrail,${own}:/a=vpc-flow`,
    `${own}:/a b=cloudtrail`,
  ])('refuses %s', (written) => expect(parseDeclaredDatasets(written)).toBeUndefined());
});
