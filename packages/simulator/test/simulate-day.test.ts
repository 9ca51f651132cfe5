import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { incidentKinds, planIncidents, simulateDay } from '../src/index.ts';
import type { SimulatedEvent, SimulateOptions } from '../src/index.ts';

const day: SimulateOptions = { seed: 5, startMs: Date.UTC(2026, 2, 10), events: 60_000 };

const hashOf = (events: Iterable<SimulatedEvent>): string => {
  const hash = createHash('sha256');
  for (const event of events) hash.update(JSON.stringify(event));
  return hash.digest('hex');
};

const count = (events: Iterable<SimulatedEvent>): number => {
  let total = 0;
  for (const event of events) total += event.timestampMs > 0 ? 1 : 0;
  return total;
};

describe('simulateDay', () => {
  it('writes the same day for the same seed, also when walked twice, and another for another', () => {
    const small = { ...day, events: 10_000 };
    const events = simulateDay(small);
    const hash = hashOf(events);
    expect(hashOf(events)).toBe(hash);
    expect(hashOf(simulateDay({ ...small }))).toBe(hash);
    expect(hashOf(simulateDay({ ...small, seed: 6 }))).not.toBe(hash);
  });

  it.each([
    ['midnight', day.startMs],
    ['an odd millisecond', day.startMs + 12_345_678],
  ])('keeps events in order of time inside the day when it starts at %s', (_name, startMs) => {
    let last = startMs;
    for (const { timestampMs } of simulateDay({ ...day, startMs, events: 20_000 })) {
      if (timestampMs < last || timestampMs >= startMs + 86_400_000) throw new Error('An event is out of order.');
      last = timestampMs;
    }
    expect(last).toBeGreaterThan(startMs + 86_000_000);
  });

  it.each([
    ['a middling day', 100_000, undefined],
    ['a middling day without incidents', 100_000, []],
    ['a small day', 50_000, undefined],
    ['a small day without incidents', 50_000, []],
  ] as const)('meets the total within 2 %%: %s', (_name, events, incidents) => {
    const total = count(simulateDay({ ...day, events, ...(incidents === undefined ? {} : { incidents }) }));
    expect(Math.abs(total - events) / events).toBeLessThan(0.02);
  });

  it('marks exactly the events the truth speaks of', () => {
    const small = { ...day, events: 10_000 };
    const plan = planIncidents(small);
    const seen = new Map(plan.map(({ id }) => [id, 0]));
    for (const event of simulateDay(small)) {
      if (event.incidentId === undefined) continue;
      const incident = plan.find(({ id }) => id === event.incidentId);
      expect(incident?.logGroup).toBe(event.logGroup);
      const { startMs = 0, endMs = 0 } = incident ?? {};
      expect(event.timestampMs >= startMs && event.timestampMs < endMs).toBe(true);
      seen.set(event.incidentId, (seen.get(event.incidentId) ?? 0) + 1);
    }
    expect([...seen]).toEqual(plan.map(({ id, eventCount }) => [id, eventCount]));
    expect(plan.map(({ kind }) => kind).sort()).toEqual([...incidentKinds].sort());
  });

  it.each(incidentKinds)('leaves every other line alone when %s is switched off', (kind) => {
    const small = { ...day, events: 2_000 };
    const [off] = planIncidents({ ...small, incidents: [kind] });
    const without = simulateDay({ ...small, incidents: incidentKinds.filter((other) => other !== kind) });
    const isSilenced = (event: SimulatedEvent): boolean =>
      kind === 'service-silent' &&
      event.logGroup === off?.logGroup &&
      event.timestampMs >= off.startMs &&
      event.timestampMs < off.endMs;
    const kept = [...simulateDay(small)].filter(({ incidentId }) => incidentId !== off?.id);
    expect([...without].filter((event) => !isSilenced(event))).toEqual(kept);
  });

  it('keeps every service audible all day, so that a silent one stands out', () => {
    const windows = new Map<string, Set<number>>();
    let total = 0;
    for (const { logGroup, timestampMs } of simulateDay({ seed: 9, startMs: day.startMs, incidents: [] })) {
      const window = Math.floor((timestampMs - day.startMs) / 300_000);
      const seen = windows.get(logGroup);
      if (seen === undefined) windows.set(logGroup, new Set([window]));
      else seen.add(window);
      total += 1;
    }
    expect(total).toBeGreaterThan(200_000);
    expect(windows.size).toBeGreaterThanOrEqual(18);
    expect([...windows].filter(([, seen]) => seen.size < 288).map(([logGroup]) => logGroup)).toEqual([
      '/application/backup',
    ]);
  });

  it('is busier by day than by night, but for the backup', () => {
    const hours = new Map<string, number>();
    for (const { logGroup, timestampMs } of simulateDay({ ...day, incidents: [] })) {
      const key = `${logGroup} ${Math.floor((timestampMs - day.startMs) / 3_600_000)}`;
      hours.set(key, (hours.get(key) ?? 0) + 1);
    }
    const at = (logGroup: string, hour: number): number => hours.get(`${logGroup} ${hour}`) ?? 0;
    expect(at('/application/catalog', 10)).toBeGreaterThan(2 * at('/application/catalog', 4));
    expect(at('/application/backup', 2)).toBeGreaterThan(50);
    expect(at('/application/backup', 10)).toBe(0);
  });

  it.each([
    ['a broken seed', { seed: 0.5 }],
    ['a negative start', { startMs: -1 }],
    ['a day of too few events', { events: 999 }],
    ['an account that is not twelve digits', { account: '1234' }],
    ['a region with a blank', { region: 'us east-1' }],
    ['an incident nobody knows', { incidents: ['flood' as 'log-storm'] }],
  ])('refuses %s', (_name, options) => {
    expect(() => simulateDay({ ...day, ...options })).toThrow(RangeError);
  });
});
