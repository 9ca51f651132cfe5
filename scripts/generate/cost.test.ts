import { describe, expect, it } from '@jest/globals';
import { costOfEvent, monthlyCost, sizes } from './cost.ts';
import { costTable, withCostTable } from './cost-table.ts';

const aggregated = {
  writes: 0.0015,
  itemKb: 2,
  memoryGb: 1,
  seconds: 1 / 50_000,
  eventsPerObject: 10_000,
  eventsPerInvocation: 10_000,
  gzBytes: 25,
};

describe('costOfEvent', () => {
  it('prices a write for each line at 63 cents a million, and aggregated ones at less than a cent', () => {
    const aLine = { ...aggregated, writes: 1, itemKb: 1, seconds: 0, gzBytes: 0 };
    expect(costOfEvent(aLine) * 1e6).toBeCloseTo(0.625, 2);
    expect(costOfEvent(aggregated) * 1e6).toBeLessThan(0.01);
  });

  it('bills items by the whole KB', () => {
    expect(costOfEvent({ ...aggregated, itemKb: 1.1 })).toBe(costOfEvent(aggregated));
  });
});

describe('monthlyCost', () => {
  it('falls with the size for a million events, and its parts add up', () => {
    const costs = sizes.map(monthlyCost);
    const perMillion = costs.map((cost) => cost.perMillion);
    expect(perMillion).toEqual(perMillion.toSorted((left, right) => right - left));
    for (const { events, stream, idle, total } of costs) expect(total).toBeCloseTo(events + stream + idle, 9);
  });
});

describe('withCostTable', () => {
  it('replaces what stands between the markers, and nothing else', () => {
    const page = `# Page\n\n${costTable().replace('small', 'tiny')}\n\nThe end.\n`;
    expect(withCostTable(page)).toBe(`# Page\n\n${costTable()}\n\nThe end.\n`);
  });

  it('refuses a page that has no place for it', () => {
    expect(() => withCostTable('# Page')).toThrow('no place');
  });
});
