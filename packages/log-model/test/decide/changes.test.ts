import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { countWindowMs, windowStart, type LogEvent, type WindowCounts } from '@bellwether/log-model';
import { changeBefore, changeScopeOf, countChanges } from '@bellwether/log-model/decide';
import { makeEvent, sampleTimeMs, sequenceOf } from '@bellwether/testkit';

/** The rows of counters that events make, one for each window. */
const rowsOf = (events: readonly LogEvent[]): readonly WindowCounts[] => {
  const rows = new Map<number, Record<string, number>>();
  for (const { scope, windowStartMs, field, count } of countChanges(
    events.map((event, index) => ({
      event,
      sequence: sequenceOf(index),
      ...(String(event.attributes['event.action']).startsWith('UpdateFunction') ? { changed: 'orders-api' } : {}),
    })),
  )) {
    expect(scope).toBe(changeScopeOf('111122223333'));
    const fields = rows.get(windowStartMs) ?? {};
    rows.set(windowStartMs, { ...fields, [field]: (fields[field] ?? 0) + count });
  }
  return [...rows].map(([windowStartMs, fields]) => ({ scope: changeScopeOf('111122223333'), windowStartMs, fields }));
};

const about = { locations: ['/app/orders'], texts: ['cannot reach pricing.internal'] };

/** The location that the name of a counter holds. */
const locationsOf = (field: string): readonly string[] => [
  (field.split('|')[1] ?? '').replace(/%(?:25|7C|2F)/g, (code) => decodeURIComponent(code)),
];

const minutes = (count: number): number => sampleTimeMs + count * 60_000;
const said = (atMs: number, message: string, logGroup = '/app/orders'): LogEvent =>
  makeEvent({ timestampMs: atMs, message, logGroup });
const called = (atMs: number, action: string, attributes: LogEvent['attributes'] = {}): LogEvent =>
  makeEvent({
    timestampMs: atMs,
    dataset: 'cloudtrail',
    logGroup: '/trail',
    attributes: { 'event.action': action, 'user.name': 'ana', ...attributes },
  });

describe('what a batch remembers of changes', () => {
  const remembered = (events: readonly LogEvent[]): number =>
    rowsOf(events).reduce((sum, { fields }) => sum + Object.keys(fields).length, 0);
  const releases = (count: number): readonly LogEvent[] =>
    Array.from({ length: count }, (_, index) => said(minutes(index * 4), `configuration ${index} reloaded`));

  it('is each change that came a few times', () => {
    expect(remembered([...releases(4), said(minutes(1), 'orders 1.8.0 started')])).toBe(5);
  });

  it('is nothing of a job, however many windows it came in, since a write pays for its whole row', () => {
    expect(remembered([...releases(5), said(minutes(1), 'orders 1.8.0 started')])).toBe(1);
    expect(remembered(releases(5_000))).toBe(0);
  });
});

describe('the change before a finding', () => {
  it.each<[string, readonly LogEvent[], string | undefined]>([
    [
      'a release of the same log group',
      [said(minutes(-3), 'orders 1.8.0 started')],
      'Since 11:57:00, /app/orders: orders 1.8.0 started',
    ],
    [
      'a reload',
      [said(minutes(-3), 'configuration reloaded')],
      'Just before, 11:57:00 /app/orders: configuration reloaded',
    ],
    [
      'a start of what the failure names',
      [said(minutes(-3), 'pricing 2.0.1 started', '/app/pricing')],
      'Just before, 11:57:00 /app/pricing: pricing 2.0.1 started',
    ],
    ['nothing of a start elsewhere', [said(minutes(-3), 'billing 2.0.1 started', '/app/billing')], undefined],
    [
      'a line elsewhere that names what failed',
      [said(minutes(-3), 'deployed orders 1.8.0', '/ci/runner')],
      'Just before, 11:57:00 /ci/runner: deployed orders 1.8.0',
    ],
    [
      'a call of a role of the same workload',
      [called(minutes(-1), 'UpdateService', { 'user.name': 'shop-orders-task' })],
      'Just before, 11:59:00 /trail: UpdateService by shop-orders-task',
    ],
    [
      'nothing of a call of another workload',
      [called(minutes(-1), 'UpdateService', { 'user.name': 'shop-inventory-task' })],
      undefined,
    ],
    [
      'a migration an hour ago',
      [said(minutes(-60), 'migration 42 applied')],
      'Last change before, 11:00:00 /app/orders: migration 42 applied',
    ],
    ['a restart an hour ago, which is over', [said(minutes(-60), 'worker restarted')], undefined],
    ['a release that came after', [said(minutes(2), 'orders 1.8.0 started')], undefined],
    [
      'a call that changed what runs, by what it names',
      [called(minutes(-1), 'UpdateFunctionCode20150331v2')],
      'Just before, 11:59:00 /trail: UpdateFunctionCode20150331v2 (orders-api) by ana',
    ],
    [
      'an error about a deployment',
      [makeEvent({ timestampMs: minutes(-1), severity: 'ERROR', message: 'deployment of orders failed' })],
      undefined,
    ],
    [
      'a resource that is called a deployment',
      [said(minutes(-1), 'scaled pods of Deployment/shop/email by hand')],
      undefined,
    ],
    ['something that business releases', [said(minutes(-1), 'reservation 17 released')], undefined],
    [
      'a release that is told by its version',
      [said(minutes(-1), 'orders 1.8.0 was released')],
      'Since 11:59:00, /app/orders: orders 1.8.0 was released',
    ],
    ['a call that failed', [called(minutes(-1), 'UpdateStack', { 'error.code': 'AccessDenied' })], undefined],
    ['a call that reads', [called(minutes(-1), 'DescribeInstances')], undefined],
    ['the start of a function call', [said(minutes(-1), 'START RequestId: 6f1c Version: $LATEST')], undefined],
    ['a line of no change', [said(minutes(-1), 'order placed')], undefined],
    [
      'a job that starts every quarter of an hour',
      [-75, -60, -45, -30, -15, -5].map((at) => said(minutes(at), `pricing sweep ${at + 100} started`)),
      undefined,
    ],
    [
      'the nearest location rather than the nearest time',
      [said(minutes(-5), 'orders 1.8.0 started'), said(minutes(-1), 'pricing 2.0.1 started', '/app/pricing')],
      'Since 11:55:00, /app/orders: orders 1.8.0 started',
    ],
  ])('is told of %s', (_, events, sentence) => {
    expect(changeBefore(rowsOf(events), sampleTimeMs, about)).toBe(sentence);
  });

  it('is remembered in the window of its event, under a name that tells it from others', () => {
    const [first, second] = countChanges(
      [said(minutes(-3), 'a|b/c % started'), said(minutes(-2), 'a|b/c % started')].map((event) => ({
        event,
        sequence: '1',
      })),
    );
    expect(first?.windowStartMs).toBe(windowStart(minutes(-3)));
    expect(first?.field).not.toBe(second?.field);
    expect(first?.field).not.toMatch(/\/value:|\/events/);
  });

  it('comes back as it was written, whatever a log says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ maxLength: 40 }), (text, logGroup) => {
        const events = [said(minutes(-1), `started 1.2.3 ${text}`, `/${logGroup}`)];
        const locations = Object.keys(rowsOf(events)[0]?.fields ?? {}).flatMap(locationsOf);
        const sentence = changeBefore(rowsOf(events), sampleTimeMs, { locations, texts: [] });
        expect(sentence).toMatch(/started 1\.2\.3/);
        expect(sentence?.length).toBeLessThan(400);
        expect(sentence).not.toMatch(/\p{Cc}/u);
      }),
    );
  });

  it('reads no name that is none of a change', () => {
    const fields = {
      'change:other': 5,
      'change:x|a|b started': 1,
      'change:99999999999999999|a|b started': 1,
      events: 3,
    };
    const row = { scope: 's', windowStartMs: sampleTimeMs - countWindowMs, fields };
    expect(changeBefore([row], sampleTimeMs, { locations: ['a'], texts: [] })).toBeUndefined();
  });
});
