import { describe, expect, it } from '@jest/globals';
import { countWindowMs } from '@bellwether/log-model';
import {
  makeContribution,
  memoryPorts,
  plannedFaults,
  portsWithFaults,
  sampleTimeMs,
  sequenceOf,
} from '@bellwether/testkit';
import { scoreLateWindows, scoreWindows } from '@bellwether/pipeline';

const policy = { alertMinSeverity: 'WARNING' } as const;
const scope = '111122223333:/app/web';

const contributionsOf = (counts: readonly number[], of: string) =>
  counts.map((count, index) =>
    makeContribution({
      sequence: sequenceOf(index),
      scope: of,
      windowStartMs: sampleTimeMs + index * countWindowMs,
      count,
    }),
  );

/** Counts of `scope`, `counts[n]` events in the n-th window. */
const portsWith = async (counts: readonly number[]) => {
  const ports = memoryPorts();
  await ports.counts.add('shard-1', contributionsOf(counts, scope));
  return ports;
};

const steady = Array.from({ length: 40 }, () => 100);
const endOf = (counts: readonly number[]): number => sampleTimeMs + counts.length * countWindowMs;

describe('windows that were counted late', () => {
  const counts = [...steady, 2_000];
  const spikeMs = endOf(steady);
  const toMs = endOf(counts);

  it('are judged again, and their notes forgotten', async () => {
    const ports = await portsWith(counts);
    await ports.lateWindows.note([{ scope, windowStartMs: spikeMs, notedAtMs: toMs }]);
    const scored = await scoreLateWindows(ports, policy, { toMs, notedToMs: toMs });
    expect(scored).toMatchObject({ windowsScored: 1, findings: [{ rule: 'volume-spike', count: 2_000 }] });
    expect(ports.lateWindows.all()).toEqual([]);
  });

  it.each([
    ['are left while their batch may be under way', { toMs, notedToMs: toMs - 1 }, 1],
    ['are left to the schedule where they have not settled', { toMs: spikeMs, notedToMs: toMs }, 0],
  ])('%s', async (_, span, notesLeft) => {
    const ports = await portsWith(counts);
    await ports.lateWindows.note([{ scope, windowStartMs: spikeMs, notedAtMs: toMs }]);
    expect(await scoreLateWindows(ports, policy, span)).toEqual({ windowsScored: 0, findings: [] });
    expect(ports.lateWindows.all()).toHaveLength(notesLeft);
  });

  it('come to what the schedule would have found, whatever order their notes have', async () => {
    const onTime = await portsWith(counts);
    await scoreWindows(onTime, policy, sampleTimeMs, toMs);
    const late = await portsWith(counts);
    const notes = counts.map((_, index) => ({
      scope,
      windowStartMs: sampleTimeMs + ((index * 7) % counts.length) * countWindowMs,
      notedAtMs: toMs + index,
    }));
    await late.lateWindows.note(notes);
    const { windowsScored } = await scoreLateWindows(late, policy, { toMs, notedToMs: toMs + counts.length });
    expect(windowsScored).toBe(counts.length);
    expect(late.findings.all()).toEqual(onTime.findings.all());
  });

  it('are judged for the log source that their note names, and no other', async () => {
    const ports = await portsWith(counts);
    const other = '111122223333:/app/api';
    await ports.counts.add('shard-2', contributionsOf(counts, other));
    const note = (of: string, windowStartMs: number) => ({ scope: of, windowStartMs, notedAtMs: toMs });
    await ports.lateWindows.note([note(scope, spikeMs), note(other, sampleTimeMs), note(other, spikeMs - 1)]);
    const { findings, windowsScored } = await scoreLateWindows(ports, policy, { toMs, notedToMs: toMs });
    expect(findings).toMatchObject([{ scope, rule: 'volume-spike' }]);
    expect(windowsScored).toBe(2);
  });

  it('that have not settled ask for no counts', async () => {
    const ports = await portsWith(counts);
    await ports.lateWindows.note([{ scope, windowStartMs: spikeMs, notedAtMs: toMs }]);
    const faults = plannedFaults({ 'counts.rows': ['before'] });
    await scoreLateWindows(portsWithFaults(ports, faults), policy, { toMs: spikeMs, notedToMs: toMs });
    expect(faults.given).toEqual([]);
  });

  it('are kept for the next run when this one fails', async () => {
    const ports = await portsWith(counts);
    await ports.lateWindows.note([{ scope, windowStartMs: spikeMs, notedAtMs: toMs }]);
    const broken = portsWithFaults(ports, plannedFaults({ 'findings.raise': ['before'] }));
    const span = { toMs, notedToMs: toMs };
    await expect(scoreLateWindows(broken, policy, span)).rejects.toThrow('findings.raise failed');
    expect((await scoreLateWindows(broken, policy, span)).findings).toHaveLength(1);
  });
});
