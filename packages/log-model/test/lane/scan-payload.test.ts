import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PayloadScan } from '../../src/lane/scan-payload.ts';
import { LineTime, timeLayoutOf } from '../../src/lane/line-time.ts';
import { timestampAt } from '../../src/read/timestamp.ts';

const scan = new PayloadScan(7);

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

  it('gives lines of one form one hash, and lines of another form another', () => {
    const hashOf = (message: string): string => {
      scan.scan(payloadOf([{ id: '1', timestamp: 1_700_000_000_000, message }]));
      return `${scan.rows[4]} ${scan.rows[5]}`;
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
});

describe('LineTime', () => {
  const receivedMs = Date.UTC(2026, 0, 15, 12);
  const two = (most: number) => fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'));
  const forms = [
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

  it.each(forms)('reads %s and its like as any timestamp is read', (sample, fill) => {
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
