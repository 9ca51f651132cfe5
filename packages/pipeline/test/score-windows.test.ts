import { describe, expect, it } from '@jest/globals';
import { countWindowMs } from '@bellwether/log-model';
import { makeContribution, memoryPorts, sampleTimeMs, sequenceOf } from '@bellwether/testkit';
import { scoreWindows } from '@bellwether/pipeline';

const policy = { alertMinSeverity: 'WARNING' } as const;
const scope = '111122223333:/app/web';

/** Counts of `scope`, `counts[n]` events in the n-th window, of a source that the counters name. */
const portsWith = async (counts: readonly number[], of = scope) => {
  const ports = memoryPorts();
  await ports.counts.add(
    'shard-1',
    counts.flatMap((count, index) =>
      count === 0
        ? []
        : ['events', 'source:rds/INFO'].map((field) =>
            makeContribution({
              sequence: sequenceOf(index),
              scope: of,
              windowStartMs: sampleTimeMs + index * countWindowMs,
              field,
              count,
            }),
          ),
    ),
  );
  return ports;
};

const steady = Array.from({ length: 40 }, () => 100);
const endOf = (counts: readonly number[]): number => sampleTimeMs + counts.length * countWindowMs;

describe('scoring windows', () => {
  it('raises and tells a spike, about the source that wrote most', async () => {
    const counts = [...steady, 2_000];
    const ports = await portsWith(counts);
    const { findings } = await scoreWindows(ports, policy, sampleTimeMs, endOf(counts));
    expect(findings).toMatchObject([
      { rule: 'volume-spike', source: 'rds', account: '111122223333', scope, count: 2_000 },
    ]);
    expect(ports.alerts.told).toHaveLength(1);
  });

  it('raises a silence though silent windows have no rows, and tells it once', async () => {
    const ports = await portsWith(steady);
    const toMs = endOf(steady) + 10 * countWindowMs;
    for (let run = 0; run < 2; run += 1) await scoreWindows(ports, policy, sampleTimeMs, toMs);
    expect(ports.alerts.told.map(({ subject }) => subject)).toEqual([
      `[ERROR] A steady source has gone silent: ${scope}`,
    ]);
  });

  it('comes to the same window by window as all at once', async () => {
    const counts = [...steady, 2_000, ...steady, 0, 0, 0, 0];
    const atOnce = await portsWith(counts);
    await scoreWindows(atOnce, policy, sampleTimeMs, endOf(counts));
    const stepwise = await portsWith(counts);
    for (let startMs = sampleTimeMs; startMs < endOf(counts); startMs += countWindowMs)
      await scoreWindows(stepwise, policy, startMs, startMs + countWindowMs);
    expect(stepwise.findings.all()).toEqual(atOnce.findings.all());
    expect(atOnce.findings.all().map(({ finding }) => finding.rule)).toEqual(['volume-spike', 'volume-silence']);
  });

  it('leaves the counters of rules alone', async () => {
    const counts = [...steady, 2_000];
    const ports = await portsWith(counts, 'signal#a-rule#111122223333#0123456789abcdef');
    expect(await scoreWindows(ports, policy, sampleTimeMs, endOf(counts))).toEqual({ findings: [], windowsScored: 0 });
  });

  it('judges nothing where there is nothing', async () => {
    expect(await scoreWindows(memoryPorts(), policy, sampleTimeMs, sampleTimeMs + countWindowMs)).toEqual({
      findings: [],
      windowsScored: 0,
    });
  });
});
