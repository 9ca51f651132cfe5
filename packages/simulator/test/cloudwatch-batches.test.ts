import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encodeCloudWatchBatches, simulateDay } from '../src/index.ts';
import type { SimulatedEvent } from '../src/index.ts';

interface Envelope {
  readonly messageType: string;
  readonly owner: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly logEvents: readonly { readonly id: string; readonly timestamp: number; readonly message: string }[];
}

const decode = (records: Iterable<string>): Envelope[] => [...records].map((record) => JSON.parse(record) as Envelope);

const eventAt = (timestampMs: number, stream: string): SimulatedEvent => ({
  timestampMs,
  account: '111122223333',
  region: 'us-east-1',
  logGroup: '/application/checkout',
  logStream: stream,
  message: `line at ${timestampMs}`,
});

const days = fc
  .array(fc.tuple(fc.nat(90_000), fc.constantFrom('a', 'b', 'c')), { maxLength: 60 })
  .map((drawn) => drawn.map(([atMs, stream]) => eventAt(atMs, stream)).sort((a, b) => a.timestampMs - b.timestampMs));

describe('encodeCloudWatchBatches', () => {
  it('begins with the control message a new subscription gets', () => {
    const [first, ...rest] = decode(encodeCloudWatchBatches([eventAt(5, 'a')], { eventsPerRecord: 10 }));
    expect(first?.messageType).toBe('CONTROL_MESSAGE');
    expect(first?.logEvents[0]?.id).toBe('');
    expect(rest.map(({ messageType }) => messageType)).toEqual(['DATA_MESSAGE']);
    expect(decode(encodeCloudWatchBatches([], { eventsPerRecord: 1 })).length).toBe(1);
  });

  it('hands over every event once, in order inside its stream, in envelopes of at most the asked size', () => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 50_000 }),
        (day, eventsPerRecord, maxWaitMs) => {
          const envelopes = decode(
            encodeCloudWatchBatches(day, { eventsPerRecord, maxWaitMs, maxWaitingEvents: 12 }),
          ).slice(1);
          expect(envelopes.every(({ logEvents }) => logEvents.length >= 1 && logEvents.length <= eventsPerRecord)).toBe(
            true,
          );
          for (const stream of ['a', 'b', 'c']) {
            const got = envelopes.filter(({ logStream }) => logStream === stream).flatMap(({ logEvents }) => logEvents);
            const wanted = day.filter(({ logStream }) => logStream === stream);
            expect(got.map(({ message }) => message)).toEqual(wanted.map(({ message }) => message));
          }
        },
      ),
    );
  });

  it('gives each event the same 56 digits whatever the size of the envelopes', () => {
    const day = [...simulateDay({ seed: 2, startMs: Date.UTC(2026, 2, 10), events: 3_000 })];
    const idsAt = (eventsPerRecord: number): Set<string> =>
      new Set(
        decode(encodeCloudWatchBatches(day, { eventsPerRecord }))
          .slice(1)
          .flatMap(({ logEvents }) => logEvents.map(({ id }) => id)),
      );
    const ids = idsAt(7);
    expect(ids.size).toBe(day.length);
    expect([...ids].every((id) => /^\d{56}$/.test(id))).toBe(true);
    expect([...idsAt(500)].sort()).toEqual([...ids].sort());
  });

  it('lets no event wait longer than it may', () => {
    const day = simulateDay({ seed: 2, startMs: Date.UTC(2026, 2, 10), events: 5_000 });
    let latestMs = 0;
    for (const { logEvents } of decode(
      encodeCloudWatchBatches(day, { eventsPerRecord: 1_000, maxWaitMs: 30_000 }),
    ).slice(1)) {
      const firstMs = logEvents[0]?.timestamp ?? 0;
      const lastMs = logEvents.at(-1)?.timestamp ?? 0;
      expect(lastMs - firstMs).toBeLessThan(30_000);
      latestMs = Math.max(latestMs, lastMs);
    }
    expect(latestMs).toBeGreaterThan(0);
  });

  it('reads no further ahead than it must', () => {
    let read = 0;
    const endless = (function* (): Generator<SimulatedEvent> {
      for (;;) {
        read += 1;
        yield eventAt(read, 'a');
      }
    })();
    const records = encodeCloudWatchBatches(endless, { eventsPerRecord: 5 });
    records.next();
    records.next();
    expect(read).toBe(5);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses %p events in an envelope', (eventsPerRecord) => {
    expect(() => encodeCloudWatchBatches([], { eventsPerRecord }).next()).toThrow(RangeError);
  });
});
