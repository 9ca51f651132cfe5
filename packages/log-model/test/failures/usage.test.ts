import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Finding, LogEvent } from '../../src/index.ts';
import {
  createFailureLedger,
  failureGroupsOf,
  findingsOfFailures,
  sketchesOf,
  storedSketches,
} from '../../src/failures/index.ts';
import type { RedactionCounts } from '@bellwether/redaction';
import { lineOf, minuteMs, startMs } from './log-lines.ts';

const ledgerOf = (events: readonly LogEvent[]) => {
  const ledger = createFailureLedger();
  for (const [index, event] of events.entries()) ledger.observe(event, index + 1);
  return ledger;
};

const findingsIn = (events: readonly LogEvent[], endMinute: number, ledger = ledgerOf(events)): readonly Finding[] => {
  const span = { startMs, endMs: startMs + endMinute * minuteMs };
  return findingsOfFailures(failureGroupsOf(ledger.content, span), ledger.content);
};
const titlesIn = (events: readonly LogEvent[], endMinute: number): readonly string[] =>
  findingsIn(events, endMinute).map(({ rule, title }) => `${rule} ${title}`);

/** A request a minute; what it took and sent, by the number of the minute. */
const requests = (
  minutes: number,
  of: (minute: number) => {
    readonly ms?: number;
    readonly bytes?: number;
    readonly address?: string;
    readonly path?: string;
  },
): LogEvent[] =>
  Array.from({ length: minutes }, (_, minute) => {
    const { ms = 5, bytes = 2_000, address = `192.0.2.${minute % 9}`, path = `/api/parcels/${minute}` } = of(minute);
    return lineOf(minute, {
      message: `GET ${path}`,
      templateId: 'request',
      attributes: {
        'http.request.method': 'GET',
        'http.response.status_code': 200,
        'url.path': path,
        'event.duration': ms * 1_000_000,
        'http.response.body.bytes': bytes,
        'source.ip': address,
      },
    });
  });

/** 4 to 6 milliseconds. */
const usual = (minute: number): number => 4 + (minute % 3);

describe('slower requests', () => {
  it('are a finding that names route, milliseconds before and since, and when it began', () => {
    const events = requests(300, (minute) => ({ ms: minute < 200 ? usual(minute) : 10 * usual(minute) }));
    const [finding, ...others] = findingsIn(events, 300);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'slower-requests',
      severity: 'WARNING',
      firstSeenMs: startMs + 200 * minuteMs,
      count: 100,
    });
    expect(finding?.title).toMatch(
      /^sorter\.log: GET \/api\/parcels\/\* is slower: 49\.\d ms where 4\.\d ms were usual$/,
    );
  });

  it('are one finding for each route, whatever the others do', () => {
    const events = requests(400, (minute) => {
      const isList = minute % 2 === 0;
      const ms = isList && minute >= 200 ? 10 * usual(minute) : usual(minute);
      return { ms, path: isList ? '/api/list' : '/api/parcels/7' };
    });
    expect(titlesIn(events, 400)).toEqual([expect.stringContaining('GET /api/list is slower')]);
  });

  it('are read from the milliseconds and the request that loggers write as an object', () => {
    const events = Array.from({ length: 300 }, (_, minute) =>
      lineOf(minute, {
        message: 'request completed',
        attributes: {
          'labels.req': JSON.stringify({ method: 'POST', url: `/api/orders/${minute}?full=1` }),
          'labels.responseTime': String(minute < 200 ? usual(minute) : 12 * usual(minute)),
        },
      }),
    );
    expect(titlesIn(events, 300)).toEqual([expect.stringContaining('POST /api/orders/* is slower')]);
  });

  it.each<[string, (minute: number) => number]>([
    ['one slow request', (minute) => (minute === 200 ? 5_000 : usual(minute))],
    ['a slow minute in every twenty', (minute) => (minute % 20 === 0 ? 80 : usual(minute))],
    ['faster requests', (minute) => (minute < 200 ? 60 : 4)],
    ['requests of 2 ms that take 8', (minute) => (minute < 200 ? 2 : 8)],
    ['ten slow ones at the end', (minute) => (minute < 290 ? usual(minute) : 60)],
    ['times between 5 and 200 ms all along', (minute) => 5 + ((minute * 37) % 195)],
  ])('are not found in %s', (_, ms) => {
    expect(
      titlesIn(
        requests(300, (minute) => ({ ms: ms(minute) })),
        300,
      ),
    ).toEqual([]);
  });
});

describe('a large transfer', () => {
  it('is a finding that names the address, bytes and requests', () => {
    const events = requests(300, (minute) =>
      minute >= 200 && minute < 236 ? { bytes: 6_000_000, address: '203.0.113.9', path: '/export.csv' } : {},
    );
    const [finding] = findingsIn(events, 300);
    expect(finding).toMatchObject({
      rule: 'large-transfer',
      title: 'sorter.log: 203.0.113.9 downloaded 216 MB in 36 requests, 100 % of everything that was sent',
      count: 36,
      firstSeenMs: startMs + 200 * minuteMs,
      lastSeenMs: startMs + 235 * minuteMs,
    });
  });

  it.each<[string, Parameters<typeof requests>[1]]>([
    ['large answers to everybody', () => ({ bytes: 6_000_000 })],
    ['one client alone', () => ({ bytes: 6_000_000, address: '203.0.113.9' })],
    ['many small answers to one', (minute) => (minute % 2 === 0 ? { address: '203.0.113.9' } : {})],
    ['one large answer', (minute) => (minute === 5 ? { bytes: 40_000_000, address: '203.0.113.9' } : {})],
  ])('is not %s', (_, of) => {
    expect(titlesIn(requests(300, of), 300)).toEqual([]);
  });
});

describe('secrets in a log', () => {
  type Dumped = readonly [message: string, redacted: RedactionCounts | undefined];
  const foundIn = (...dumped: readonly Dumped[]): readonly Finding[] => {
    const ledger = createFailureLedger();
    for (const [index, [message, redacted]] of dumped.entries())
      ledger.observe(lineOf(index, { message, templateId: message }), index + 1, redacted);
    return findingsIn([], 60, ledger);
  };

  it('are one finding of a log source, with what they are and which lines contain them, however old they are', () => {
    const [finding, ...others] = foundIn(
      ['request dump', { 'bearer-token': 1, email: 2 }],
      ['request dump', { 'url-password': 1 }],
      ['started with --password [redacted:password]', { password: 1 }],
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'secrets-in-log', severity: 'ERROR', count: 3 });
    expect(finding?.title).toContain(
      'bearer tokens, passwords in addresses, passwords, by "request dump" and 1 more kinds',
    );
  });

  it.each<[string, RedactionCounts]>([
    ['an e-mail address', { email: 1 }],
    ['the id of a key', { 'aws-access-key': 1 }],
    ['a signed link', { signature: 1 }],
    ['a class that is named like a property of objects', { constructor: 1, ['__proto__']: 1 } as RedactionCounts],
  ])('are not %s', (_, redacted) => {
    expect(foundIn(['mail sent', redacted], ['mail sent', redacted])).toEqual([]);
  });

  it('are not what a line says of itself: a mark that it was written with', () => {
    const forged = 'login with [redacted:password] and [redacted:aws-secret-key]';
    expect(foundIn([forged, undefined], [forged, { email: 1 }])).toEqual([]);
  });
});

describe('a queue that only grows', () => {
  const depths = (of: (minute: number) => number, words = 'jobs waiting in the queue') =>
    Array.from({ length: 120 }, (_, minute) =>
      lineOf(minute, { message: `${of(minute)} ${words}`, templateId: 'depth' }),
    );

  it('is a finding, with the numbers at its beginning and end', () => {
    const [finding] = findingsIn(
      depths((minute) => 4 + minute * 3),
      120,
    );
    expect(finding).toMatchObject({ rule: 'queue-grows', severity: 'WARNING', count: 120 });
    expect(finding?.title).toContain('it only grew, from 4 to 361 in 119 min');
  });

  it.each<[string, LogEvent[]]>([
    ['a queue that is worked off', depths((minute) => 4 + (minute % 30) * 9)],
    ['a queue that stays short', depths((minute) => 1 + Math.floor(minute / 40))],
    ['a total, which is meant to grow', depths((minute) => 4 + minute * 3, 'parcels sorted in all')],
    ['a total beside an empty queue', depths((minute) => 4 + minute * 3, 'sent, 0 failed, queue depth 0')],
    ['a few lines', depths((minute) => 4 + minute * 90).slice(0, 5)],
  ])('is not %s', (_, events) => {
    expect(titlesIn(events, 120).filter((title) => title.startsWith('queue-grows'))).toEqual([]);
  });
});

describe('what is known of usage', () => {
  it('is the same after it was stored, whatever was observed', () => {
    const event = fc.record({
      ms: fc.nat(5_000),
      bytes: fc.nat(9_000_000),
      address: fc.constantFrom('192.0.2.1', '192.0.2.2', '__proto__'),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (all) => {
        const events = requests(all.length, (minute) => all[minute] ?? {});
        const ledger = ledgerOf(events);
        const again = createFailureLedger();
        again.restore(sketchesOf(storedSketches(ledger.takeChanges())));
        expect(findingsIn([], 300, again)).toEqual(findingsIn([], 300, ledger));
        expect([...again.content.sources.values()]).toEqual([...ledger.content.sources.values()]);
      }),
    );
  });
});
