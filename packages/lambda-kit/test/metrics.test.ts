import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { metricNames, openMetrics } from '@bellwether/lambda-kit';
import { writtenLines } from './observed.ts';

describe('openMetrics', () => {
  it('writes plain metrics in one embedded line with unit, namespace and service', () => {
    const metrics = openMetrics('ingest-stream');
    const [line, ...rest] = writtenLines(() => {
      metrics.add('RecordsReceived', 3);
      metrics.add('RecordsReceived', 4);
      metrics.add('StreamLagMs', 10);
      metrics.add('StreamLagMs', 20);
      metrics.publish();
    });
    expect(rest).toEqual([]);
    expect(line).toMatchObject({
      RecordsReceived: 7,
      StreamLagMs: [10, 20],
      service: 'ingest-stream',
      _aws: {
        CloudWatchMetrics: [
          {
            Namespace: 'Bellwether',
            Dimensions: [['service']],
            Metrics: [
              { Name: 'RecordsReceived', Unit: 'Count' },
              { Name: 'StreamLagMs', Unit: 'Milliseconds' },
            ],
          },
        ],
      },
    });
  });

  it('writes one line a dimension value', () => {
    const metrics = openMetrics('ingest-stream');
    const lines = writtenLines(() => {
      metrics.addSplit('RecordsUnreadable', 'bad_json', 2);
      metrics.addSplit('RecordsUnreadable', 'empty', 1);
      metrics.addSplit('RecordsUnreadable', 'bad_json', 5);
      metrics.publish();
    });
    expect(lines).toEqual([
      expect.objectContaining({ RecordsUnreadable: 7, Reason: 'bad_json', service: 'ingest-stream' }),
      expect.objectContaining({ RecordsUnreadable: 1, Reason: 'empty', service: 'ingest-stream' }),
    ]);
  });

  it('spreads more values of one metric than a line takes over several', () => {
    const metrics = openMetrics('x', () => 1_700_000_000_000);
    const lines = writtenLines(() => {
      for (let value = 0; value < 250; value += 1) metrics.add('StreamLagMs', value);
      metrics.add('BatchesFailed', 2);
      metrics.publish();
    });
    expect(lines.map((line) => [line['StreamLagMs']].flat().length)).toEqual([100, 100, 50]);
    expect(lines.map((line) => line['BatchesFailed'])).toEqual([2, undefined, undefined]);
    expect(lines[1]).toMatchObject({
      _aws: { Timestamp: 1_700_000_000_000, CloudWatchMetrics: [{ Metrics: [{ Name: 'StreamLagMs' }] }] },
    });
  });

  it('writes what was added once', () => {
    const metrics = openMetrics('x');
    writtenLines(() => {
      metrics.add('BatchesFailed', 1);
      metrics.publish();
    });
    expect(writtenLines(() => metrics.publish())).toEqual([]);
  });

  it('keeps the total when a hostile dimension has too many values', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 300 }), { minLength: 150, maxLength: 200 }), (values) => {
        const metrics = openMetrics('x');
        const lines = writtenLines(() => {
          for (const value of values) metrics.addSplit('FindingsRaised', value, 1);
          metrics.publish();
        });
        expect(lines.length).toBeLessThanOrEqual(101);
        expect(lines.reduce((sum, line) => sum + Number(line['FindingsRaised']), 0)).toBe(values.length);
      }),
      { numRuns: 10 },
    );
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', (value) => {
    expect(() => openMetrics('x').add('BatchBytes', value)).toThrow(RangeError);
  });

  it('has CamelCase names that CloudWatch takes', () => {
    for (const name of Object.keys(metricNames)) expect(name).toMatch(/^[A-Z][A-Za-z]{2,60}$/);
  });
});
