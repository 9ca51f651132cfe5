import { describe, expect, it } from '@jest/globals';
import { ownRules } from '@bellwether/detections';
import { compileRules, defaultRedactionPolicy, type DetectionRule } from '@bellwether/log-model';
import { moreFindingsRule } from '@bellwether/log-model/decide';
import { createIngest, parseDeclaredDatasets, type DeclaredDatasets } from '@bellwether/pipeline';
import {
  cloudTrailRecord,
  cloudWatchEnvelope,
  gzipJson,
  type MemoryPorts,
  memoryPorts,
  plannedFaults,
  portsWithFaults,
  sampleTimeMs,
  sequenceOf,
} from '@bellwether/testkit';

const account = '111122223333';
const group = '/app/web';

/** A line of its own makes a finding of its own. */
const doorRule: DetectionRule = {
  id: 'door-forced',
  title: 'A door was forced',
  description: 'Somebody forced a door.',
  severity: 'WARNING',
  score: 0.6,
  dataset: 'application',
  selections: { door: { 'door|contains': 'door' } },
  condition: 'door',
  dedupeBy: ['door'],
  resources: {},
  references: [],
};
const fireRule: DetectionRule = {
  ...doorRule,
  id: 'fire',
  title: 'A fire',
  severity: 'CRITICAL',
  selections: { door: { 'fire|contains': 'hall' } },
  dedupeBy: ['fire'],
};

const forgedLine = (number: number): string => JSON.stringify({ level: 'info', msg: 'a door', door: `door-${number}` });
const fireLine = JSON.stringify({ level: 'info', msg: 'a fire', fire: 'hall' });

const declared = parseDeclaredDatasets(`${account}:/cloudtrail=cloudtrail`) as DeclaredDatasets;

const ingestOf = (ports: MemoryPorts) =>
  createIngest(ports, {
    rules: compileRules([...ownRules, doorRule, fireRule]),
    policy: { alertMinSeverity: 'WARNING' },
    archive: { kind: 'redacted' },
    redaction: defaultRedactionPolicy,
    declaredDatasets: declared,
    ownLogGroupPrefixes: [],
    readsByOrderingKey: false,
  });

const recordOf = (number: number, logGroup: string, messages: readonly string[]) => ({
  sequence: sequenceOf(number),
  arrivalMs: sampleTimeMs + number,
  data: gzipJson(
    cloudWatchEnvelope({
      owner: account,
      logGroup,
      logStream: 'web',
      logEvents: messages.map((message, n) => ({
        id: `${number}-${n}`.padStart(56, '0'),
        timestamp: sampleTimeMs + number,
        message,
      })),
    }),
  ),
});

const seen = (ports: MemoryPorts) => ports.findings.all().map(({ finding }) => finding);
const ofRule = (ports: MemoryPorts, rule: string) => seen(ports).filter((finding) => finding.rule === rule);

const forged = Array.from({ length: 2_000 }, (_, n) => forgedLine(n));
/** The flood in parts of 100 lines, and the line that matters after it. */
const records = [
  ...Array.from({ length: 20 }, (_, n) => recordOf(n + 1, group, forged.slice(n * 100, (n + 1) * 100))),
  recordOf(21, group, [fireLine]),
];

const runInBatches = async (ports: MemoryPorts, size: number) => {
  const ingest = ingestOf(ports);
  for (let at = 0; at < records.length; at += size) await ingest({ shard: 's', records: records.slice(at, at + size) });
};

describe('two thousand forged lines in one log group', () => {
  it('make fifty findings and one that speaks for the rest; a CRITICAL one behind them is listed and notified', async () => {
    const ports = memoryPorts();
    await runInBatches(ports, 1);
    expect(ofRule(ports, 'door-forced')).toHaveLength(49);
    const [fire] = ofRule(ports, 'fire');
    expect(fire).toMatchObject({ severity: 'CRITICAL' });
    expect(ports.alerts.sent.map(({ id }) => id)).toContain(fire?.id);
    expect([...ports.remediation.started.keys()]).toContain(fire?.id);
    const more = ofRule(ports, moreFindingsRule);
    expect(more).toHaveLength(1);
    expect(Math.abs((more[0]?.count ?? 0) - 1_951)).toBeLessThan(400);
    expect(ports.alerts.sent.length).toBeLessThanOrEqual(20 + 1 + 1);
    expect(ports.remediation.started.size).toBeLessThanOrEqual(5 + 1);
  });

  it.each([3, 7, 21])('come to the same findings in batches of %d records', async (size) => {
    const [one, other] = [memoryPorts(), memoryPorts()];
    await runInBatches(one, 1);
    await runInBatches(other, size);
    const listed = (ports: MemoryPorts) =>
      seen(ports)
        .map(({ id, count }) => `${id} ${count}`)
        .sort();
    expect(listed(other)).toEqual(listed(one));
  });

  it.each(['findings.displace', 'findings.saveAdmissions', 'findings.raise', 'findings.loadAdmissions'])(
    'come to the same findings when %s fails now and then and batches are given again',
    async (call) => {
      const [calm, shaken] = [memoryPorts(), memoryPorts()];
      await runInBatches(calm, 3);
      const faults = plannedFaults({ [call]: ['none', 'before', 'after', 'none', 'after', 'before'] });
      const ports = portsWithFaults(shaken, faults);
      const ingest = ingestOf(ports);
      for (let at = 0; at < records.length; at += 3)
        for (let tries = 0; ; tries += 1)
          try {
            await ingest({ shard: 's', records: records.slice(at, at + 3) });
            break;
          } catch (error) {
            if (tries > 8) throw error;
          }
      expect(faults.given.length).toBeGreaterThan(2);
      const listed = (of: MemoryPorts) =>
        seen(of)
          .map(({ id }) => id)
          .sort();
      expect(listed(shaken)).toEqual(listed(calm));
    },
  );

  it('read templates and earlier findings a bounded number of times', async () => {
    const ports = memoryPorts();
    const calls = new Map<string, number>();
    const counting = portsWithFaults(ports, {
      given: [],
      next: (port, method) => {
        calls.set(`${port}.${method}`, (calls.get(`${port}.${method}`) ?? 0) + 1);
        return 'none';
      },
    });
    await ingestOf(counting)({ shard: 's', records });
    expect(calls.get('findings.get')).toBeLessThanOrEqual(5 * (250 + 8));
    expect(calls.get('findings.raise')).toBeLessThanOrEqual(51);
    expect(calls.get('templates.load')).toBeLessThanOrEqual(2);
  });

  it('hide nothing of another log source', async () => {
    const ports = memoryPorts();
    await runInBatches(ports, 21);
    const stop = cloudTrailRecord({ eventName: 'StopLogging', eventTime: new Date(sampleTimeMs).toISOString() });
    await ingestOf(ports)({ shard: 's', records: [recordOf(30, '/cloudtrail', [JSON.stringify(stop)])] });
    const [stopped] = ofRule(ports, 'cloudtrail-logging-disabled');
    expect(stopped).toMatchObject({ severity: 'CRITICAL', provenance: 'declared' });
    expect(ports.alerts.sent.map(({ id }) => id)).toContain(stopped?.id);
  });
});
