import { describe, expect, it } from '@jest/globals';
import { ownRules } from '@bellwether/detections';
import { hourMs, compileRules, defaultRedactionPolicy } from '@bellwether/log-model';
import { createFileIngest, createIngest, isConserved, openFile } from '@bellwether/pipeline';
import { cloudWatchEnvelope, gzipJson, memoryPorts, sampleTimeMs } from '@bellwether/testkit';
import { lines } from '../../../log-readers/test/lines.ts';
import { mutatedLines } from '../../../log-readers/test/mutated-lines.ts';

const parts = {
  rules: compileRules(ownRules),
  policy: { alertMinSeverity: 'WARNING' },
  archive: { kind: 'redacted' },
  redaction: defaultRedactionPolicy,
  ownLogGroupPrefixes: [],
} as const;

const origin = { account: '', region: '', logGroup: 'app.log', logStream: 'app.log' };

const readFile = async (texts: readonly string[]) => {
  const ports = memoryPorts();
  const units = texts.map((text) => ({ kind: 'text' as const, text }));
  const file = openFile({ inputId: 'f', origin, modifiedMs: sampleTimeMs, committedUnits: 0 });
  async function* chunks() {
    yield { units };
  }
  const result = await createFileIngest(ports, parts)(file, chunks(), async (_, commit) => void (await commit()));
  return { ports, result };
};

const readStream = async (messages: readonly string[], timestamp = sampleTimeMs) => {
  const ports = memoryPorts();
  const logEvents = messages.map((message, n) => ({ id: String(n).padStart(56, '3'), timestamp, message }));
  const records = [{ sequence: '1', arrivalMs: sampleTimeMs, data: gzipJson(cloudWatchEnvelope({ logEvents })) }];
  const result = await createIngest(ports, { ...parts, readsByOrderingKey: false })({ shard: 's', records });
  return { ports, result };
};

describe('a field of a line', () => {
  // Ten thousand lines and more, through reading, trusting, understanding, archiving, counting and finding.
  it('throws past no reader, whatever digits or types it has, in a file and in a stream', async () => {
    const mutated = lines.flatMap(({ text }) => [...mutatedLines(text)].filter((line) => !line.includes('\n')));
    expect(mutated.length).toBeGreaterThan(10_000);
    for (let at = 0; at < mutated.length; at += 2_000) {
      const some = mutated.slice(at, at + 2_000);
      for (const read of [readFile, readStream]) {
        const { ports, result } = await read(some);
        expect(isConserved(result.accounting)).toBe(true);
        for (const { finding } of ports.findings.all()) {
          expect(finding.account).toMatch(/^(\d{12})?$/);
          expect(finding.lastSeenMs).toBeLessThanOrEqual(sampleTimeMs + 24 * hourMs);
        }
        for (const { windowStartMs } of ports.counts.all()) {
          expect(windowStartMs).toBeGreaterThanOrEqual(0);
          expect(windowStartMs).toBeLessThanOrEqual(sampleTimeMs + 24 * hourMs);
        }
      }
    }
  }, 600_000);
});

describe('the time of an event', () => {
  const at = (timeMs: number): string =>
    JSON.stringify({ time: new Date(timeMs).toISOString(), level: 'info', msg: 'a line' });
  const windowsOf = (counts: readonly { readonly windowStartMs: number }[]): readonly number[] =>
    [...new Set(counts.map(({ windowStartMs }) => windowStartMs))].sort((left, right) => left - right);
  const window = (timeMs: number): number => Math.floor(timeMs / 300_000) * 300_000;

  it.each([
    ['a day ago', -24 * hourMs, true],
    ['two hours ahead', 2 * hourMs, true],
    ['three hours ahead', 3 * hourMs, false],
    ['two years ago', -2 * 365 * 24 * hourMs, false],
    ['in the year 9998', Date.UTC(9998, 0) - sampleTimeMs, false],
  ])('that comes live and lies %s is believed or replaced by that of its delivery', async (_, awayMs, isBelieved) => {
    const { ports } = await readStream([at(sampleTimeMs + awayMs)]);
    expect(windowsOf(ports.counts.all())).toEqual([window(isBelieved ? sampleTimeMs + awayMs : sampleTimeMs)]);
  });

  it.each([
    ['twenty years ago', -20 * 365 * 24 * hourMs, true],
    ['before 1990', Date.UTC(1989, 11, 31) - sampleTimeMs, false],
    ['two days ahead', 48 * hourMs, false],
  ])('that stands in a file and lies %s is believed or replaced', async (_, awayMs, isBelieved) => {
    const { ports } = await readFile([at(sampleTimeMs + awayMs)]);
    expect(windowsOf(ports.counts.all())).toEqual([window(isBelieved ? sampleTimeMs + awayMs : sampleTimeMs)]);
  });

  it('spreads no payload over thousands of hours of the past, and is the same when the payload is given again', async () => {
    const texts = Array.from({ length: 2_000 }, (_, n) => at(sampleTimeMs - n * hourMs));
    const [once, again] = [await readStream(texts), await readStream(texts)];
    expect(once.ports.archive.objects.size).toBeLessThanOrEqual(24 + 48 + 3);
    expect(windowsOf(once.ports.counts.all()).length).toBeLessThanOrEqual(24 + 48 + 3);
    expect(windowsOf(again.ports.counts.all())).toEqual(windowsOf(once.ports.counts.all()));
    expect(isConserved(once.result.accounting)).toBe(true);
    expect(once.result.accounting.unreadable).toEqual({});
  });

  it('spreads no payload over thousands of objects and count rows', async () => {
    const { ports } = await readStream(Array.from({ length: 500 }, (_, n) => at(sampleTimeMs + (n + 3) * hourMs)));
    expect(ports.archive.objects.size).toBe(1);
    expect(windowsOf(ports.counts.all())).toHaveLength(1);
  });
});
