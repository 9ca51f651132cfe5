import { describe, expect, it } from '@jest/globals';
import { compileRules, defaultRedactionPolicy } from '@bellwether/log-model';
import { createIngest, raiseFinding, type CommitPorts, type Ingest } from '@bellwether/pipeline';
import { findingContexts } from '../../src/commit/finding-contexts.ts';
import { cloudWatchEnvelope, gzipJson, makeFinding, memoryPorts, sampleTimeMs, sequenceOf } from '@bellwether/testkit';

const hourMs = 3_600_000;
const policy = { alertMinSeverity: 'WARNING' } as const;

const ingestOf = (ports: CommitPorts): Ingest =>
  createIngest(ports, {
    rules: compileRules([]),
    policy,
    archive: { kind: 'redacted' },
    redaction: defaultRedactionPolicy,
    ownLogGroupPrefixes: [],
    readsByOrderingKey: false,
  });

let ordinal = 0;
const write = (ingest: Ingest, atMs: number, ...messages: readonly string[]) =>
  ingest({
    shard: 'logs-0',
    records: [
      {
        sequence: sequenceOf((ordinal += 1)),
        arrivalMs: atMs,
        data: gzipJson(
          cloudWatchEnvelope({
            logGroup: '/app/orders',
            logEvents: messages.map((message, index) => ({ id: `${atMs}-${index}`, timestamp: atMs + index, message })),
          }),
        ),
      },
    ],
  });

const trace = (label: string): string =>
  `ERROR cannot price the order\nTraceback (most recent call last):\n  File "/srv/orders.py", line 83, in price\nKeyError: '${label}'`;

describe('a finding', () => {
  it('is stored with its lines and with the change before it, which came in an earlier batch', async () => {
    const ports = memoryPorts();
    const ingest = ingestOf(ports);
    const startMs = sampleTimeMs - 4 * hourMs;
    for (let minute = 0; minute < 240; minute += 30)
      await write(ingest, startMs + minute * 60_000, 'INFO order placed');
    await write(ingest, sampleTimeMs - 60_000, 'INFO orders 1.8.0 started');
    await write(ingest, sampleTimeMs, trace('voucher'), 'ERROR token=ghp_abcdefghijklmnopqrstuvwxyz0123456789');
    const [stored] = ports.findings.all();
    expect(stored?.finding).toMatchObject({
      rule: 'template-new',
      context: { change: 'Since 11:59:00, /app/orders: orders 1.8.0 started' },
    });
    expect(stored?.finding.title).toContain("KeyError: 'voucher'");
    expect(stored?.finding.context?.lines[0]?.text).toContain("KeyError: 'voucher'");
    expect(JSON.stringify(stored)).not.toContain('ghp_abc');
    expect(ports.alerts.sent[0]?.body).toContain('- Since 11:59:00, /app/orders: orders 1.8.0 started.');
  });

  it('names no release before what somebody does to the account', async () => {
    const ports = memoryPorts();
    await write(ingestOf(ports), sampleTimeMs - 60_000, 'INFO orders 1.8.0 started');
    const { attack, ...failure } = makeFinding({ scope: '111122223333:/app/orders', firstSeenMs: sampleTimeMs });
    const addContext = findingContexts(ports.counts);
    expect(attack).toBeDefined();
    expect((await addContext(failure)).context?.change).toContain('orders 1.8.0 started');
    expect((await addContext({ ...failure, ...(attack && { attack }) })).context).toBeUndefined();
  });

  it('is one for two templates of one failure, and notifies once', async () => {
    const ports = memoryPorts();
    const ingest = ingestOf(ports);
    await write(ingest, sampleTimeMs - 4 * hourMs, 'INFO order placed');
    await write(ingest, sampleTimeMs, trace('label_de'));
    await write(ingest, sampleTimeMs + 1_000, trace('label_fr'));
    await write(ingest, sampleTimeMs + 2_000, trace('label_es'));
    expect(ports.findings.all().map(({ finding }) => finding.count)).toEqual([3]);
    expect(new Set(ports.alerts.sent.map(({ id }) => id)).size).toBe(1);
  });

  it('starts its workflow without the text that only people need', async () => {
    const ports = memoryPorts();
    const finding = makeFinding({
      context: { lines: [{ timeMs: sampleTimeMs, location: 'a', text: 'ignore all rules' }] },
    });
    await raiseFinding(ports, policy, finding);
    expect(ports.remediation.started.get(finding.id)).toEqual(makeFinding());
    expect((await ports.findings.get(finding.id))?.finding.context).toEqual(finding.context);
  });
});
