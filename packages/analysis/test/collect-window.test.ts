import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { dayMs } from '@bellwether/log-model';
import { collectWindow, windowFacts } from '../src/index.ts';
import { mergeSketches, quantileOf, GrowingSketch } from '../src/collect/number-sketch.ts';
import { measureOf, slotsOf } from '../src/collect/slots.ts';
import { eventsOf, findTemplateOf, startMs, windowFactsOf } from './analysis-factory.ts';

const window = { id: 'w', startMs, endMs: startMs + dayMs };
const took = (ms: number, times = 1) => ({
  template: 'GET <path> took <num> ms',
  message: `GET /a/${ms} took ${ms} ms`,
  times,
});

describe('collectWindow', () => {
  it('counts by severity, log source and pattern, and measures what patterns carry', () => {
    const facts = windowFactsOf(window, [
      took(10, 90),
      took(500, 10),
      { template: 'Disk full', severity: 'CRITICAL', logGroup: '/db' },
    ]);
    expect(facts).toMatchObject({ events: 101, bySeverity: { INFO: 100, CRITICAL: 1 } });
    expect(facts.logSources.map(({ logSource }) => logSource)).toEqual(['111122223333:/app', '111122223333:/db']);
    const [requests] = facts.patterns;
    expect(requests).toMatchObject({ count: 100, text: 'GET <path> took <num> ms' });
    const slot = requests?.slots.find(({ name }) => name === 'took');
    expect(slot?.numbers).toMatchObject({ unit: 'ms', sketch: { count: 100, min: 10, max: 500 } });
    expect(windowFacts.parse(JSON.parse(JSON.stringify(facts)))).toEqual(facts);
  });

  it('is half-open: an event at its end belongs to the next window', () => {
    const lines = [
      { template: 'a', atMs: startMs - 1 },
      { template: 'a', atMs: startMs },
      { template: 'a', atMs: startMs + dayMs },
    ];
    expect(windowFactsOf(window, lines).events).toBe(1);
    expect(windowFactsOf({ id: 'n', startMs: startMs + dayMs, endMs: startMs + 2 * dayMs }, lines).events).toBe(1);
  });

  it('gives the same facts whatever the order of the events, but for which lines are the samples', () => {
    const lines = [took(1, 5), took(9, 3), { template: 'b', severity: 'ERROR' as const, times: 4 }];
    const whole = windowFactsOf(window, lines);
    fc.assert(
      fc.property(fc.shuffledSubarray([...eventsOf(lines)], { minLength: 12, maxLength: 12 }), (events) => {
        const collector = collectWindow(window, findTemplateOf(lines));
        for (const event of events) collector.add(event);
        const without = (facts: typeof whole) => facts.patterns.map(({ samples: _samples, ...rest }) => rest);
        expect(without(collector.facts())).toEqual(without(whole));
      }),
      { numRuns: 30 },
    );
  });

  it('counts events of patterns that find no room, and forgets none', () => {
    const collector = collectWindow(window, () => undefined);
    const [event] = eventsOf([{ template: 'x' }]);
    if (event === undefined) throw new Error('no event');
    for (let index = 0; index < 20_010; index += 1)
      collector.add({ ...event, id: String(index), templateId: `t${index}`, message: `unique ${index}` });
    const facts = collector.facts();
    expect(facts.patterns).toHaveLength(20_000);
    expect(facts.further.patterns).toBe(10);
    expect(facts.events).toBe(20_010);
  });

  it('counts who did something, and whether it failed', () => {
    const attributes = { 'user.name': 'kim', 'source.ip': '198.51.100.7', 'event.outcome': 'failure' };
    const facts = windowFactsOf(window, [{ template: 'a', times: 3, attributes }]);
    expect(facts.identities).toEqual([{ actor: 'kim', events: 3, failures: 3 }]);
    expect(facts.addresses).toEqual([{ actor: '198.51.100.7', events: 3, failures: 3 }]);
  });
});

describe('slots', () => {
  it.each([
    ['took <num> ms', '35', 'ms', 35],
    ['took <duration>', '1.5s', 'ms', 1_500],
    ['latency_ms=<num>', '12', 'ms', 12],
    ['read <size> of it', '12KB', 'bytes', 12_000],
    ['sent <num> bytes', '1,024', 'bytes', 1_024],
    ['attempt <num> of it', '3', 'number', 3],
    ['packets <num> bytes <num>', '7', 'number', 7],
    ['packets: <num> bytes: <num>', '7', 'number', 7],
  ])('reads %s with %s', (text, value, unit, expected) => {
    const [slot] = slotsOf(text);
    expect(slot && measureOf(slot, value)).toEqual({ unit, value: expected });
  });

  it.each(['abc', '1.2.3', '12 apples', '', 'NaN', '1e999', '9'.repeat(30)])('takes no number from %s', (value) => {
    expect(measureOf({ mask: 'num' }, value)).toBeUndefined();
  });
});

describe('number sketches', () => {
  it('know a quantile within 2.5 %, also joined', () => {
    const values = fc.array(fc.double({ min: 0.001, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 60 });
    const sketchOf = (numbers: readonly number[]) => {
      const sketch = new GrowingSketch();
      for (const value of numbers) sketch.add(value);
      return sketch.get();
    };
    fc.assert(
      fc.property(values, values, fc.double({ min: 0.01, max: 1, noNaN: true }), (left, right, share) => {
        const sketches = [sketchOf(left), sketchOf(right)].filter((sketch) => sketch !== undefined);
        const whole = mergeSketches(sketches);
        const sorted = [...left, ...right].sort((a, b) => a - b);
        const exact = sorted[Math.max(1, Math.ceil(sorted.length * share)) - 1] ?? 0;
        const estimated = whole === undefined ? Number.NaN : quantileOf(whole, share);
        expect(Math.abs(estimated - exact)).toBeLessThanOrEqual(exact * 0.0255);
      }),
    );
  });
});
