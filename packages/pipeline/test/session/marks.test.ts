import { describe, expect, it } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import { ownRules } from '@bellwether/detections';
import { compileRules, createMiner, defaultRedactionPolicy, redact } from '@bellwether/log-model';
import { createIngest, keyedRedactionOf, parseDeclaredDatasets } from '@bellwether/pipeline';
import {
  cloudTrailRecord,
  cloudWatchEnvelope,
  gzipJson,
  memoryMarkKey,
  memoryPorts,
  sampleTimeMs,
} from '@bellwether/testkit';

const declaredDatasets = parseDeclaredDatasets('111122223333:/cloudtrail=cloudtrail');

const keyCreatedFor = (userName: string, number: number) =>
  JSON.stringify(
    cloudTrailRecord({
      eventID: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateAccessKey',
      eventTime: new Date(sampleTimeMs).toISOString(),
      requestParameters: { userName },
      responseElements: { accessKey: { userName, accessKeyId: 'AKIAIOSFODNN7EXAMPLE', status: 'Active' } },
    }),
  );

const findingsOf = async (messages: readonly string[], redaction = defaultRedactionPolicy) => {
  const ports = memoryPorts();
  const ingest = createIngest(ports, {
    rules: compileRules(ownRules),
    policy: { alertMinSeverity: 'WARNING' },
    archive: { kind: 'redacted' },
    redaction,
    ...(declaredDatasets && { declaredDatasets }),
    ownLogGroupPrefixes: [],
    readsByOrderingKey: false,
  });
  const logEvents = messages.map((message, n) => ({
    id: String(n).padStart(56, '3'),
    timestamp: sampleTimeMs,
    message,
  }));
  const data = gzipJson(cloudWatchEnvelope({ logGroup: '/cloudtrail', logStream: 'trail', logEvents }));
  await ingest({ shard: 's', records: [{ sequence: '1', arrivalMs: sampleTimeMs, data }] });
  const archive = [...ports.archive.objects.values()].map((bytes) => gunzipSync(bytes).toString()).join('');
  return { findings: ports.findings.all().map(({ finding }) => finding), archive };
};

describe('keys created for two people', () => {
  const messages = [keyCreatedFor('bob@example.com', 1), keyCreatedFor('carol@example.com', 2)];

  it('are two findings, each with a mark of its own, and neither says a name', async () => {
    const { findings, archive } = await findingsOf(messages, await keyedRedactionOf('default', memoryMarkKey()));
    const created = findings.filter(({ rule }) => rule === 'access-key-created-for-other-user');
    expect(created).toHaveLength(2);
    expect(new Set(created.map(({ id }) => id)).size).toBe(2);
    const marks = new Set(
      created.flatMap((finding) => JSON.stringify(finding).match(/\[redacted:email:[0-9a-f]{6}\]/g) ?? []),
    );
    expect(marks.size).toBe(2);
    expect(JSON.stringify(findings) + archive).not.toMatch(/bob@|carol@/);
  });

  it('show the last four characters of the key, which is an identifier', async () => {
    const { archive } = await findingsOf(messages, await keyedRedactionOf('default', memoryMarkKey()));
    expect(archive).toContain('[redacted:aws-access-key:MPLE]');
    expect(archive).not.toContain('AKIAIOSFODNN7EXAMPLE');
  });

  it('have the same marks with the same key, and others with another', async () => {
    const marked = (hashKey: string) => redact('mail to ann@example.com', { ...defaultRedactionPolicy, hashKey }).text;
    expect(marked('one key')).toMatch(/^mail to \[redacted:email:[0-9a-f]{6}\]$/);
    expect(marked('one key')).toBe(marked('one key'));
    expect(marked('one key')).not.toBe(marked('another key'));
  });
});

describe('a mark', () => {
  it('is one parameter of a template, whatever its hash', () => {
    const miner = createMiner();
    const policy = { ...defaultRedactionPolicy, hashKey: 'a key of tests' };
    const ids = Array.from({ length: 300 }, (_, n) => {
      const { text } = redact(`user person-${n}@example.com signed in from the office`, policy);
      return miner.learn('scope', text, n).templateId;
    });
    expect(new Set(ids).size).toBe(1);
  });
});
