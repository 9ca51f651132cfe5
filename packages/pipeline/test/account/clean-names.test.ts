import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { ownRules } from '@bellwether/detections';
import { compileRules, defaultRedactionPolicy } from '@bellwether/log-model';
import { createFileIngest, createIngest, openFile } from '@bellwether/pipeline';
import { cloudTrailRecord, cloudWatchEnvelope, gzipJson, memoryPorts, sampleTimeMs } from '@bellwether/testkit';
import { nameCleaner } from '../../src/account/clean-names.ts';

const parts = {
  rules: compileRules(ownRules),
  policy: { alertMinSeverity: 'TRACE' },
  archive: { kind: 'redacted' },
  redaction: defaultRedactionPolicy,
  ownLogGroupPrefixes: [],
  readsByOrderingKey: false,
} as const;

/** Everything that leaves: the archive, findings, alerts, workflows, counters and templates. */
const everythingIn = (ports: ReturnType<typeof memoryPorts>): string =>
  JSON.stringify([
    [...ports.archive.objects].map(([path, bytes]) => [path, gunzipSync(bytes).toString()]),
    ports.findings.all(),
    ports.alerts.sent,
    [...ports.remediation.started],
    ports.counts.all(),
    ports.templates.all(),
  ]);

const secret = 'jane.roe@example.com';
const lines = ['CRITICAL disk 7 is full', JSON.stringify(cloudTrailRecord())];

describe('names of a log', () => {
  it('lose what messages lose, wherever they go: stream, group, account and region of a delivery', async () => {
    const ports = memoryPorts();
    const envelope = cloudWatchEnvelope({
      owner: secret,
      logGroup: `/app/${secret}`,
      logStream: `upload-${secret}.log`,
      logEvents: lines.map((message, n) => ({ id: String(n).padStart(56, '3'), timestamp: sampleTimeMs, message })),
    });
    await createIngest(
      ports,
      parts,
    )({
      shard: 'logs-0',
      records: [{ sequence: '1', arrivalMs: sampleTimeMs, data: gzipJson(envelope) }],
    });
    const text = everythingIn(ports);
    expect(ports.findings.all()).not.toEqual([]);
    expect(text).toContain('[redacted:email');
    expect(text).not.toContain('jane.roe');
  });

  it('lose it in the name of a file', async () => {
    const ports = memoryPorts();
    const name = `exports/${secret}.log`;
    const file = openFile({
      inputId: 'f',
      origin: { account: '', region: '', logGroup: name, logStream: name },
      modifiedMs: sampleTimeMs,
      committedUnits: 0,
    });
    async function* chunks() {
      yield { units: lines.map((text) => ({ kind: 'text' as const, text })) };
    }
    await createFileIngest(ports, parts)(file, chunks(), async (_, commit) => void (await commit()));
    expect(everythingIn(ports)).not.toContain('jane.roe');
  });

  it.each([
    '111122223333',
    'eu-west-1',
    '/aws/lambda/checkout',
    '2026/01/15/[$LATEST]0f9de17a6465404e8b1b2356dc13c2f8',
    'ecs/app/0f9de17a6465404e8b1b2356dc13c2f8',
    'eni-0a1b2c3d4e5f60718-all',
    'i-0a1b2c3d4e5f60718',
    'kube-apiserver-audit-0f9de17a6465404e8b1b2356dc13c2f8',
    '111122223333_CloudTrail_eu-west-1_20260115T1205Z_Ab3dEf6hIj9kLm2n.json.gz',
    'b9ed9f11-3c5d-4f5e-8a7b-0d6c1e2f3a4b',
    '/var/log/nginx/access.log.1',
    'my-app-7d9f8b6c5-x2k4q',
  ])('stay where they hold nothing: %s', (name) => {
    const origin = { account: '111122223333', region: 'eu-west-1', logGroup: name, logStream: name };
    expect(nameCleaner().originOf(origin)).toBe(origin);
  });
});
