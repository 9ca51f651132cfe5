import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { defaultRedactionPolicy, noRedaction } from '@bellwether/log-model';
import fc from 'fast-check';
import { parse, type ParseCounts } from '../../src/parse/parse.ts';
import { gather, inputOf } from './input-of.ts';

type Objects = Record<string, unknown>[];

const parsed = async (
  content: string | Uint8Array,
  { redaction = defaultRedactionPolicy, pieceBytes = 64 * 1024 } = {},
): Promise<{ objects: Objects; counts: ParseCounts }> => {
  const counts: ParseCounts = { lines: 0, unreadable: 0 };
  const lines = await gather(parse(inputOf(content, pieceBytes), { redaction }, counts));
  return { objects: lines.map((line) => JSON.parse(line) as Record<string, unknown>), counts };
};

const event = (id: string, message: string) => ({ id, timestamp: Date.UTC(2026, 0, 15, 12), message });
const envelope = (...logEvents: readonly unknown[]): string =>
  JSON.stringify({
    messageType: 'DATA_MESSAGE',
    owner: '111122223333',
    logGroup: '/app/web',
    logStream: 'one',
    subscriptionFilters: ['all'],
    logEvents,
  });

describe('parse', () => {
  it('writes C1 controls and marks of direction escaped, so that no line steers a terminal or reads backwards', async () => {
    const message = 'start \u009b31m \u007f \u202eecin end';
    const lines = await gather(parse(inputOf(`${message}\n`), { redaction: noRedaction }, { lines: 0, unreadable: 0 }));
    expect(lines.join('')).not.toMatch(/[\u007f-\u009f\u202a-\u202e]/);
    expect((JSON.parse(lines[0] ?? '') as Record<string, unknown>)['message']).toBe(message);
  });

  it.each([
    [
      'an access line',
      '10.0.0.7 - alice [15/Jan/2026:12:00:00 +0100] "GET /shop HTTP/1.1" 503 12 "-" "curl/8.1"',
      {
        '@timestamp': '2026-01-15T11:00:00.000Z',
        'source.ip': '10.0.0.7',
        'user.name': 'alice',
        'http.response.status_code': 503,
        'log.level': 'error',
        'bellwether.severity': 'ERROR',
      },
    ],
    [
      "the record's own level, in lower case",
      '2026-01-15 12:00:00,250 [main] WARN shop.Cart - cart is slow',
      { '@timestamp': '2026-01-15T12:00:00.250Z', 'log.level': 'warn', 'bellwether.severity': 'WARNING' },
    ],
    [
      'a level that is a number',
      '{"level":50,"time":1768478400000,"msg":"payment refused","pid":7,"hostname":"box"}',
      { 'log.level': 'error', message: 'payment refused', 'bellwether.severity_number': 17 },
    ],
    ['a line without a time', 'nothing is known of this', { message: 'nothing is known of this', 'log.level': 'info' }],
  ])('names the fields of %s as ECS does', async (_name, line, fields) => {
    const { objects } = await parsed(`${line}\n`);
    expect(objects).toHaveLength(1);
    expect(objects[0]).toMatchObject(fields);
  });

  it('leaves the time out where none is known', async () => {
    const { objects } = await parsed('nothing is known of this\n');
    expect(objects[0]).not.toHaveProperty('@timestamp');
  });

  it('names the record of each line that continues it, and says what blank and broken lines are', async () => {
    const text = [
      '',
      '2026-01-15 12:00:00 ERROR ledger is closed',
      'java.lang.IllegalStateException: closed',
      '\tat shop.Ledger.write(Ledger.java:7)',
      '2026-01-15 12:00:01 INFO on again',
      '{"level":"info","msg":"cut o',
    ].join('\n');
    const { objects, counts } = await parsed(text);
    expect(objects).toHaveLength(6);
    expect(objects[0]).toEqual({ 'bellwether.dropped': 'blank', line: 1 });
    expect(objects[1]?.['message']).toContain('Ledger.java:7');
    expect(objects[2]).toEqual({ 'bellwether.dropped': 'continuation', line: 3, 'bellwether.record_line': 2 });
    expect(objects[3]).toEqual({ 'bellwether.dropped': 'continuation', line: 4, 'bellwether.record_line': 2 });
    expect(objects[4]).toMatchObject({ message: 'on again' });
    expect(objects[5]).toMatchObject({ 'error.type': 'bad_json', line: 6 });
    expect(counts).toEqual({ lines: 6, unreadable: 1 });
  });

  it('takes secrets out by default', async () => {
    const line = 'INFO signed in with password=hunter2hunter2\n';
    expect(JSON.stringify((await parsed(line)).objects)).not.toContain('hunter2');
    expect(JSON.stringify((await parsed(line, { redaction: noRedaction })).objects)).toContain('hunter2');
  });

  it('reads gzip in pieces of one byte', async () => {
    const text = '2026-01-15T12:00:00Z INFO één\n2026-01-15T12:00:01Z WARN two\n';
    const { objects } = await parsed(gzipSync(text), { pieceBytes: 1 });
    expect(objects.map((object) => object['message'])).toEqual(['één', 'two']);
  });

  it('ends with the damage of a gzip file that was cut off', async () => {
    const whole = gzipSync(Array.from({ length: 4_000 }, (_, n) => `INFO line ${n * 7919} said ${n}`).join('\n'));
    const { objects, counts } = await parsed(whole.subarray(0, whole.length - 20));
    expect(objects.at(-1)).toMatchObject({ 'error.type': 'truncated_gzip' });
    expect(counts.unreadable).toBe(1);
  });

  it('gives one object for every record of a CloudTrail file', async () => {
    const records = ['ConsoleLogin', 'StopLogging'].map((eventName, n) => ({
      eventVersion: '1.08',
      eventTime: '2026-01-15T12:00:00Z',
      eventSource: 'cloudtrail.amazonaws.com',
      eventName,
      eventID: `0000000${n}`,
      awsRegion: 'eu-west-1',
      sourceIPAddress: '198.51.100.7',
      userIdentity: { type: 'IAMUser', userName: 'alice', accountId: '111122223333' },
      recipientAccountId: '111122223333',
    }));
    const { objects } = await parsed(JSON.stringify({ Records: records }, null, 1));
    expect(objects.map((object) => object['event.action'])).toEqual(['ConsoleLogin', 'StopLogging']);
    expect(objects[1]).toMatchObject({ 'cloud.account.id': '111122223333', 'cloud.region': 'eu-west-1' });
  });

  it('opens subscription envelopes that follow one another without line ends', async () => {
    const text = envelope(event('a', 'INFO first'), { id: 'b' }) + envelope(event('c', 'WARN second'));
    const { objects } = await parsed(text);
    expect(objects[0]).toMatchObject({
      '@timestamp': '2026-01-15T12:00:00.000Z',
      'cloud.account.id': '111122223333',
      'event.id': 'a',
      message: 'first',
    });
    expect(objects[1]).toMatchObject({ 'error.type': 'bad_shape', line: 1 });
    expect(objects[2]).toMatchObject({ 'event.id': 'c', message: 'second' });
  });

  it('says which line is no text, and refuses what is none from its beginning on', async () => {
    const { objects } = await parsed(`${'plain text\n'.repeat(40)}${'\u0001'.repeat(12)}\nplain text\n`);
    expect(objects).toHaveLength(42);
    expect(objects[40]).toMatchObject({ 'error.type': 'not_text', line: 41 });
    const binary = await parsed(Buffer.alloc(4_096, 1));
    expect(binary.objects).toHaveLength(1);
    expect(binary.objects[0]).toMatchObject({ 'error.type': 'not_text', line: 1 });
  });

  it('says that a digest holds no events', async () => {
    const { objects, counts } = await parsed('{"awsAccountId":"1","digestStartTime":"2026-01-15T12:00:00Z"}');
    expect(objects).toEqual([]);
    expect(counts.notEvents).toContain('digest');
  });

  it('gives one object for every line of any text, in order, however it comes in', async () => {
    const piece = fc.constantFrom('INFO a', '\tat x.Y.z(Y.java:1)', '', '{"a":1}', '{"a":', 'é', 'x=1 y=2');
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 9 }),
        async (lines, pieceBytes) => {
          const text = `plain beginning\n${lines.join('\n')}\n`;
          const { objects, counts } = await parsed(text, { pieceBytes: pieceBytes * 3 });
          expect(objects).toHaveLength(lines.length + 1);
          expect(counts.lines).toBe(lines.length + 1);
          for (const [index, object] of objects.entries()) if ('line' in object) expect(object['line']).toBe(index + 1);
          expect((await parsed(text)).objects).toEqual(objects);
        },
      ),
      { numRuns: 60 },
    );
  });
});
