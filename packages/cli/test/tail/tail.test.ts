import { PassThrough } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { createMiner, defaultRedactionPolicy, type Severity } from '@bellwether/log-model';
import type { LogGroupEvent, LogGroupReader } from '@bellwether/ports';
import { describe, expect, it } from '@jest/globals';
import { originOfFile } from '../../src/tail/follow-file.ts';
import { outcomesOfBytes } from '../../src/tail/tail-bytes.ts';
import { textPrinter } from '../../src/tail/tail-line.ts';
import { tailLogGroup } from '../../src/tail/tail-log-group.ts';
import { tail, type TailInput, type TailParts } from '../../src/tail/tail.ts';

const nowMs = Date.UTC(2026, 0, 15, 12);

const inputOf = (name: string, bytes: AsyncIterable<Uint8Array>): TailInput => ({
  name,
  outcomes: (async function* () {
    for await (const outcomes of outcomesOfBytes(bytes, name, originOfFile(name), () => nowMs)) yield { outcomes };
  })(),
});

async function* bytesOf(text: string | Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield Buffer.from(text);
}

const printed = async (inputs: readonly TailInput[], more: Partial<TailParts> = {}) => {
  const lines: string[] = [];
  const failures: string[] = [];
  const failed = await tail(inputs, {
    miner: createMiner(),
    redaction: defaultRedactionPolicy,
    now: () => nowMs,
    write: (text) => lines.push(text),
    printer: textPrinter({ width: 100, color: false }),
    foldMs: 10_000,
    report: (_, error) => failures.push(String(error)),
    ...more,
  });
  return { lines, failed, failures };
};

const log = [
  '2026-01-15T12:00:00Z ERROR cannot read orders',
  '    at read (orders.js:12:3)',
  '2026-01-15T12:00:01Z INFO request 1 served in 5 ms',
  '2026-01-15T12:00:02Z INFO request 2 served in 7 ms',
  '2026-01-15T12:00:03Z INFO request 3 served in 9 ms',
  '2026-01-15T12:00:04Z WARNING login of ana with password=hunter2hunter2 refused',
].join('\n');

describe('tail', () => {
  it('prints lines with time and severity, stack traces below theirs, and folds lines that are alike', async () => {
    const { lines } = await printed([inputOf('app.log', bytesOf(log))]);
    expect(lines).toEqual([
      '2026-01-15T12:00:00.000Z  ERROR     cannot read orders\n        at read (orders.js:12:3)',
      '2026-01-15T12:00:01.000Z  INFO      request 1 served in 5 ms',
      expect.stringMatching(/^2026-01-15T12:00:04.000Z {2}WARNING {3}login of ana with password=\[redacted:/),
      '                          + 2       request <*> served in <*> ms',
    ]);
  });

  it.each<[Severity, number]>([
    ['ERROR', 1],
    ['WARNING', 2],
    ['TRACE', 4],
  ])('prints what is at least as severe as %s', async (minSeverity, count) => {
    expect((await printed([inputOf('app.log', bytesOf(log))], { minSeverity })).lines).toHaveLength(count);
  });

  it('names the files where there are several, and reads the others when one cannot be read', async () => {
    const packed = inputOf('old.log.gz', bytesOf(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])));
    const { lines, failed, failures } = await printed([inputOf('app.log', bytesOf('ERROR one')), packed]);
    expect(lines).toEqual([expect.stringContaining('app.log: one')]);
    expect(failed).toBe(1);
    expect(failures).toEqual([expect.stringContaining('bellwether analyze old.log.gz reads it')]);
  });

  it('prints one JSON object for each line, and folds none', async () => {
    const lines: string[] = [];
    await tail([inputOf('app.log', bytesOf(log))], {
      miner: createMiner(),
      redaction: defaultRedactionPolicy,
      now: () => nowMs,
      write: (text) => lines.push(text),
      foldMs: 10_000,
      report: () => undefined,
    });
    const objects = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(objects).toHaveLength(5);
    expect(objects[1]).toMatchObject({
      time: '2026-01-15T12:00:01.000Z',
      severity: 'INFO',
      message: 'request 1 served in 5 ms',
    });
    expect(objects[2]).toMatchObject({ pattern: expect.stringContaining('<*>') });
  });

  it('tells two causes of one constant message apart', async () => {
    const record = (cause: string): string =>
      JSON.stringify({ level: 50, time: nowMs, msg: 'request errored', err: { type: 'Error', message: cause } });
    const text = `${record('getaddrinfo ENOTFOUND db')}\n${record('certificate has expired')}\n`;
    const { lines } = await printed([inputOf('app.log', bytesOf(text))]);
    expect(lines).toEqual([
      expect.stringContaining('request errored: getaddrinfo ENOTFOUND db'),
      expect.stringContaining('request errored: certificate has expired'),
    ]);
  });

  it('takes terminal codes of a log for text', async () => {
    const { lines } = await printed([inputOf('app.log', bytesOf('ERROR \u001b[2J\u001b]0;x\u0007 gone'))]);
    expect(lines.join('')).not.toContain('\u001b');
  });

  it('prints a record soon after it came, although nothing follows it', async () => {
    const stream = new PassThrough();
    const lines: string[] = [];
    const ended = printed([inputOf('live', stream)], { write: (text) => lines.push(text) });
    stream.write('2026-01-15T12:00:00Z ERROR first\n');
    for (let tries = 0; tries < 100 && lines.length === 0; tries += 1) await wait(50);
    expect(lines).toEqual(['2026-01-15T12:00:00.000Z  ERROR     first']);
    stream.end();
    await ended;
  }, 20_000);
});

describe('a log group', () => {
  const event = (id: string, timestampMs: number, text: string, logStream = 's1'): LogGroupEvent => ({
    id,
    timestampMs,
    logStream,
    text,
  });

  it('is read page by page, each event once, also one that arrives late', async () => {
    const readings: Parameters<LogGroupReader['page']>[] = [];
    const stop = new AbortController();
    const pages = [
      { events: [event('1', nowMs, 'ERROR one')], next: 'more' },
      { events: [event('2', nowMs + 1, 'ERROR two', 's2')] },
      { events: [event('1', nowMs, 'ERROR one'), event('0', nowMs - 30_000, 'ERROR late')] },
    ];
    const reader: LogGroupReader = {
      page: async (...asked) => {
        readings.push(asked);
        const page = pages[readings.length - 1];
        if (readings.length >= pages.length) stop.abort();
        return page ?? { events: [] };
      },
    };
    const read: string[] = [];
    const options = { sinceMs: nowMs - 60_000, follow: true, signal: stop.signal, now: () => nowMs + 2, pollMs: 1 };
    for await (const { logStream, outcomes } of tailLogGroup(reader, '/app/orders', options))
      for (const outcome of outcomes)
        read.push(`${logStream} ${outcome.kind === 'record' ? outcome.record.message : ''}`);
    expect(read).toEqual(['s1 one', 's2 two', 's1 late']);
    expect(readings.map(([, sinceMs, from]) => [sinceMs, from])).toEqual([
      [nowMs - 60_000, undefined],
      [nowMs - 60_000, 'more'],
      [nowMs + 1 - 60_000, undefined],
    ]);
  });

  it('ends with what is there when it is not followed', async () => {
    const reader: LogGroupReader = { page: async () => ({ events: [event('1', nowMs, 'ERROR one')] }) };
    const options = { sinceMs: 0, follow: false, signal: new AbortController().signal, now: () => nowMs };
    const streams = [];
    for await (const { logStream } of tailLogGroup(reader, 'g', options)) streams.push(logStream);
    expect(streams).toEqual(['s1']);
  });
});
