import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as column from '../../src/payload/row-columns.ts';
import { headLength } from '../../src/payload/scan-limits.ts';
import { PayloadScan } from '../../src/payload/scan-payload.ts';
import { LineTime, timeLayoutOf } from '../../src/payload/line-time.ts';
import { LineScan } from '../../src/lines/line-scan.ts';
import { timestampAt } from '@bellwether/log-readers';

const scan = await PayloadScan.open(7);

interface Event {
  readonly id: string;
  readonly timestamp: number;
  readonly message: string;
}

const payloadOf = (logEvents: readonly Event[]): Buffer =>
  Buffer.from(
    JSON.stringify({
      messageType: 'DATA_MESSAGE',
      owner: '1',
      logGroup: '/app/a',
      logStream: 's',
      subscriptionFilters: ['all'],
      logEvents,
    }),
  );

const eventsIn = (payload: Buffer): readonly Event[] | undefined => {
  if (!scan.scan(payload)) return undefined;
  return Array.from({ length: scan.count }, (_, index) => {
    const { id, timestampMs, text } = scan.rawAt(index);
    return { id: id ?? '', timestamp: timestampMs ?? 0, message: text };
  });
};

const pieces = fc.constantFrom(
  '"',
  '\\',
  '\n',
  '\t',
  '\r\n',
  'é',
  '😀',
  '\u2028',
  '\u0000',
  ' ',
  '-',
  ':',
  '1',
  '4111',
  'a0f3',
  'node',
  'x86',
  'INFO',
  '/',
);
const event = fc.record({
  id: fc.oneof(fc.stringMatching(/^[0-9]{1,8}$/), fc.stringMatching(/^[a-z"\\]{0,3}$/)),
  timestamp: fc.integer({ min: 1_000_000_000_000, max: 9_999_999_999_999 }),
  message: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
  ),
});

const text = new LineScan();
/** Lines of words, numbers and identifiers in ASCII, as logs have them. */
const line = fc
  .array(
    fc.oneof(
      fc.constantFrom(' ', ' ', '-', ':', '.', '_', '/', '=', '[', ']', '- ', ', '),
      fc.constantFrom(
        'INFO',
        'node',
        'a',
        'f',
        'x',
        'GET',
        'blk_',
        'de',
        'IPv6',
        'x86',
        'jk2',
        '0x',
        'took',
        'connection reset by peer',
      ),
      fc.stringMatching(/^\d{1,6}$/),
      fc.stringMatching(/^[0-9a-f]{4,20}$/),
      fc.constantFrom('4111', '4111 1111 1111 1111', '503', '404', '0012', '12345678901', '4111111111111111'),
    ),
    { minLength: 1, maxLength: 30 },
  )
  .map((all) => all.join(''));

const scanLine = (message: string): void => {
  expect(scan.scan(payloadOf([{ id: '1', timestamp: 1_700_000_000_000, message }]))).toBe(true);
};

const hashAt = (index: number): string => {
  const row = index << column.rowShift;
  return `${scan.rows[row + column.high]} ${scan.rows[row + column.low]}`;
};

/** What a hash stands for: the text between the masked runs, their kinds, and the lengths of those in the head. */
const maskedForm = (message: string): string => {
  let lineKind = '';
  let from = 0;
  for (let run = 0; run < text.runs; run += 1) {
    const [start, end] = [text.starts[run]!, text.ends[run]!];
    const value = message.slice(start, end);
    const kind = /^\d+$/.test(value) ? 'd' : value.startsWith('0x') ? 'x' : /^\d/.test(value) ? 'h' : 'l';
    lineKind += `${message.slice(from, start)}<${kind}${start < headLength ? end - start : ''}>`;
    from = end;
  }
  return lineKind + message.slice(from);
};

describe('PayloadScan', () => {
  it('finds the events that JSON.parse finds, or leaves the payload to it', () => {
    let scanned = 0;
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 8 }), (events) => {
        const payload = payloadOf(events);
        const found = eventsIn(payload);
        if (found === undefined) return;
        scanned += 1;
        expect(found).toEqual((JSON.parse(payload.toString()) as { logEvents: unknown }).logEvents);
        const ids = events.map(({ id }) => id);
        expect(scan.isAscending).toBe(ids.every((id, index) => id !== '' && (index === 0 || id > ids[index - 1]!)));
      }),
      { numRuns: 300 },
    );
    expect(scanned).toBeGreaterThan(15);
  });

  it('accepts nothing that JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 3 }), fc.nat(400), fc.nat(255), (events, at, unit) => {
        const payload = payloadOf(events);
        payload[at % payload.length] = unit;
        const found = eventsIn(payload);
        if (found === undefined) return;
        expect(found).toEqual((JSON.parse(payload.toString()) as { logEvents: unknown }).logEvents);
      }),
      { numRuns: 500 },
    );
  });

  it('gives lines of one lineKind one hash, and lines of another lineKind another', () => {
    const hashOf = (message: string): string => {
      scanLine(message);
      return hashAt(0);
    };
    expect(hashOf('took 12 ms on blk_a0f3e71c')).toBe(hashOf('took 47 ms on blk_b7c0ff12'));
    for (const other of [
      'took 123 ms on blk_a0f3e71c',
      'took 12 s on blk_a0f3e71c',
      'took 12 ms on node7',
      'took 12 ms on blk_a0g3e71c1',
    ])
      expect(hashOf(other)).not.toBe(hashOf('took 12 ms on blk_a0f3e71c'));
  });

  it('masks what the scan of a text masks, and notes the same of its numbers', () => {
    let formed = 0;
    fc.assert(
      fc.property(line, (message) => {
        const isFormed = text.scan(message, 0);
        scanLine(message);
        const from = scan.rows[column.textStart]!;
        const spans = scan.spans.subarray(scan.rows[column.spans], scan.rows[column.spansEnd]);
        // A text's white space at the end is not part of its line kind; a payload's is.
        if (!isFormed || text.length !== message.length) return;
        formed += 1;
        expect([...spans].map((at) => at - from)).toEqual(
          Array.from({ length: text.runs }, (_, run) => [text.starts[run], text.ends[run]]).flat(),
        );
        const endOf = (position: number): number => Math.max(0, scan.rows[position]! - from);
        expect(endOf(column.statusEnd)).toBe(text.statusEnd);
        expect(endOf(column.cardEnd)).toBe(text.cardEnd);
        // An identifier's own end counts here, not that of its last odd number.
        expect(endOf(column.oddEnd)).toBeGreaterThanOrEqual(text.oddEnd);
        expect(endOf(column.oddEnd) > 0).toBe(text.oddEnd > 0);
      }),
      { numRuns: 2_000 },
    );
    expect(formed).toBeGreaterThan(500);
  });

  it('has one hash for one masked lineKind, and another for every other', () => {
    const formOfHash = new Map<string, string>();
    const hashOfForm = new Map<string, string>();
    fc.assert(
      fc.property(line, (message) => {
        if (!text.scan(message, 0) || text.length !== message.length) return;
        scanLine(message);
        const [lineKind, hash] = [maskedForm(message), hashAt(0)];
        expect(formOfHash.get(hash) ?? lineKind).toBe(lineKind);
        expect(hashOfForm.get(lineKind) ?? hash).toBe(hash);
        formOfHash.set(hash, lineKind);
        hashOfForm.set(lineKind, hash);
      }),
      { numRuns: 5_000 },
    );
    expect(hashOfForm.size).toBeGreaterThan(1_000);
  });

  it('makes other hashes of the same lines from another seed', async () => {
    const other = await PayloadScan.open(8);
    const lines = ['', '1', 'INFO ready', 'took 12 ms', 'a'.repeat(200)].filter((message) => message !== '');
    for (const message of lines) {
      const payload = payloadOf([{ id: '1', timestamp: 1_700_000_000_000, message }]);
      scan.scan(payload);
      other.scan(payload);
      expect(other.rows[column.high]).not.toBe(scan.rows[column.high]);
      expect(other.rows[column.low]).not.toBe(scan.rows[column.low]);
    }
  });

  it('leaves payloads that are larger than its memory may grow to be read in full', () => {
    const message = 'x'.repeat(9 * 1024 * 1024);
    expect(scan.scan(payloadOf([{ id: '1', timestamp: 1_700_000_000_000, message }]))).toBe(false);
  });

  it('reads a payload behind a larger one, and a larger one behind it, as each by itself', () => {
    const eventsOf = (count: number): readonly Event[] =>
      Array.from({ length: count }, (_, index) => ({
        id: String(index).padStart(8, '0'),
        timestamp: 1_700_000_000_000 + index,
        message: `took ${index} ms on ${'1 '.repeat(index % 90)}`,
      }));
    for (const count of [3, 20_000, 5, 40_000, 1])
      expect(eventsIn(payloadOf(eventsOf(count)))).toEqual(eventsOf(count));
  });
});

describe('LineTime', () => {
  const receivedMs = Date.UTC(2026, 0, 15, 12);
  const two = (most: number) => fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'));
  const lineKinds = [
    [
      '2026-01-15 10:00:00,123 INFO',
      (d: string, h: string, m: string, s: string) => `2026-01-${d} ${h}:${m}:${s},456 INFO`,
    ],
    ['Jan 15 10:00:00 host', (d: string, h: string, m: string, s: string) => `Jan ${d} ${h}:${m}:${s} host`],
    ['081109 203615 148 INFO', (d: string, h: string, m: string, s: string) => `0811${d} ${h}${m}${s} 9999 INFO`],
    ['10:00:00.5 x', (_: string, h: string, m: string, s: string) => `${h}:${m}:${s}.7 x`],
    [
      '2026-01-15T10:00:00.123456Z',
      (d: string, h: string, m: string, s: string) => `2026-01-${d}T${h}:${m}:${s}.999999Z`,
    ],
    ['1768471200 x', (d: string, h: string, m: string, s: string) => `17${d}${h}${m}${s} x`],
  ] as const;

  it.each(lineKinds)('reads %s and its like as any timestamp is read', (sample, fill) => {
    const length = timestampAt(sample, 0, receivedMs)?.end ?? 0;
    const layout = timeLayoutOf(sample, length, receivedMs);
    expect(layout).toBeDefined();
    const reader = new LineTime(layout!);
    fc.assert(
      fc.property(two(31), two(25), two(60), two(61), (day, hour, minute, second) => {
        const text = fill(day, hour, minute, second);
        const found = timestampAt(text, 0, receivedMs);
        const expected = found?.end === length ? found.ms : Number.NaN;
        expect(reader.read(Buffer.from(text), 0, text.length, receivedMs)).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });
});
