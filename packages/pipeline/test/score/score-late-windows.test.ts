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
import { dataEndsOf, dataIsWhole, scoreLateWindows, scoreWindows } from '@bellwether/pipeline';

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
    const scored = await scoreLateWindows(ports, policy, { toMs, notedToMs: toMs, nowMs: toMs });
    expect(scored).toMatchObject({ windowsScored: 1, findings: [{ rule: 'volume-spike', count: 2_000 }] });
    expect(ports.lateWindows.all()).toEqual([]);
  });

  it('say what is true then, when they had been judged on a part', async () => {
    const ports = await portsWith([...steady, 900]);
    await scoreWindows(ports, policy, sampleTimeMs, toMs);
    const rest = { sequence: sequenceOf(1), scope, windowStartMs: spikeMs, count: 1_100 };
    await ports.counts.add('shard-2', [makeContribution(rest)]);
    await ports.lateWindows.note([{ scope, windowStartMs: spikeMs, notedAtMs: toMs }]);
    await scoreLateWindows(ports, policy, { toMs, notedToMs: toMs, nowMs: toMs });
    const whole = await portsWith(counts);
    await scoreWindows(whole, policy, sampleTimeMs, toMs);
    const [stored] = ports.findings.all();
    expect(stored?.finding.reasons[0]).toContain('2000 events');
    expect(stored?.finding).toEqual(whole.findings.all()[0]?.finding);
  });

  it.each([
    ['are left while their batch may be under way', { toMs, notedToMs: toMs - 1, nowMs: toMs }, 1],
    ['are left to the schedule where they have not settled', { toMs: spikeMs, notedToMs: toMs, nowMs: toMs }, 0],
  ])('%s', async (_, span, notesLeft) => {
    const ports = await portsWith(counts);
    await ports.lateWindows.note([{ scope, windowStartMs: spikeMs, notedAtMs: toMs }]);
    expect(await scoreLateWindows(ports, policy, span)).toEqual({ windowsScored: 0, findings: [], waiting: [] });
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
    const span = { toMs, notedToMs: toMs + counts.length, nowMs: toMs + counts.length };
    const { windowsScored } = await scoreLateWindows(late, policy, span);
    expect(windowsScored).toBe(counts.length);
    expect(late.findings.all()).toEqual(onTime.findings.all());
  });

  it('are judged for the log source that their note names, and no other', async () => {
    const ports = await portsWith(counts);
    const other = '111122223333:/app/api';
    await ports.counts.add('shard-2', contributionsOf(counts, other));
    const note = (of: string, windowStartMs: number) => ({ scope: of, windowStartMs, notedAtMs: toMs });
    await ports.lateWindows.note([note(scope, spikeMs), note(other, sampleTimeMs), note(other, spikeMs - 1)]);
    const { findings, windowsScored } = await scoreLateWindows(ports, policy, { toMs, notedToMs: toMs, nowMs: toMs });
    expect(findings).toMatchObject([{ scope, rule: 'volume-spike' }]);
    // The two that are noted, and the quiet window after the first.
    expect(windowsScored).toBe(3);
  });

  it('that have not settled ask for no counts', async () => {
    const ports = await portsWith(counts);
    await ports.lateWindows.note([{ scope, windowStartMs: spikeMs, notedAtMs: toMs }]);
    const faults = plannedFaults({ 'counts.rows': ['before'] });
    await scoreLateWindows(portsWithFaults(ports, faults), policy, { toMs: spikeMs, notedToMs: toMs, nowMs: toMs });
    expect(faults.given).toEqual([]);
  });

  it('are kept for the next run when this one fails', async () => {
    const ports = await portsWith(counts);
    await ports.lateWindows.note([{ scope, windowStartMs: spikeMs, notedAtMs: toMs }]);
    const broken = portsWithFaults(ports, plannedFaults({ 'findings.raise': ['before'] }));
    const span = { toMs, notedToMs: toMs, nowMs: toMs };
    await expect(scoreLateWindows(broken, policy, span)).rejects.toThrow('findings.raise failed');
    expect((await scoreLateWindows(broken, policy, span)).findings).toHaveLength(1);
  });

  it('complete a silence, which is found in the quiet window after them', async () => {
    const ports = await portsWith(steady);
    const silentMs = endOf(steady) + 2 * countWindowMs;
    const lateMs = silentMs + 10 * countWindowMs;
    await ports.lateWindows.note([
      { scope, windowStartMs: endOf(steady) - countWindowMs, notedAtMs: lateMs - 8 * countWindowMs },
    ]);
    const scored = await scoreLateWindows(ports, policy, { toMs: lateMs, notedToMs: lateMs, nowMs: lateMs });
    expect(scored).toMatchObject({ findings: [{ rule: 'volume-silence' }], windowsScored: 2, waiting: [] });
  });

  it('wait on, noted anew, while what would end the silence is under way', async () => {
    const ports = await portsWith(steady);
    const silentMs = endOf(steady) + 2 * countWindowMs;
    const nowMs = silentMs + 2 * countWindowMs;
    await ports.lateWindows.note([{ scope, windowStartMs: silentMs, notedAtMs: nowMs - 1 }]);
    const span = { toMs: nowMs, notedToMs: nowMs, nowMs };
    const behind = await scoreLateWindows(ports, policy, { ...span, dataEnds: () => silentMs });
    expect(behind).toMatchObject({ findings: [], waiting: [{ scope, windowStartMs: silentMs }] });
    expect(ports.lateWindows.all()).toEqual([{ scope, windowStartMs: silentMs, notedAtMs: nowMs }]);
    const whole = await scoreLateWindows(ports, policy, { ...span, dataEnds: dataIsWhole });
    expect(whole).toMatchObject({ findings: [{ rule: 'volume-silence' }], waiting: [] });
    expect(ports.lateWindows.all()).toEqual([]);
  });
});

describe('where the data of a log source ends', () => {
  const minute = 60_000;
  const nowMs = sampleTimeMs + 60 * minute;
  const backlog = (shard: string, oldestArrivalMs: number, notedAtMs: number) => ({
    shard,
    oldestArrivalMs,
    notedAtMs,
  });
  const note = (windowStartMs: number, notedAtMs: number, of = scope) => ({ scope: of, windowStartMs, notedAtMs });

  it.each([
    ['nowhere when nothing is late', [], [], Infinity],
    ['at the oldest record of a shard that is behind', [backlog('a', 5, nowMs - 1)], [], 5],
    ['at that of the newest note of a shard', [backlog('a', 5, nowMs - 2), backlog('a', 7, nowMs - 1)], [], 7],
    ['whatever order the notes have', [backlog('a', 7, nowMs - 1), backlog('a', 5, nowMs - 2)], [], 7],
    ['at that of the shard that is furthest behind', [backlog('a', 7, nowMs), backlog('b', 6, nowMs)], [], 6],
    [
      'as long ago as its last window was late',
      [],
      [note(sampleTimeMs, sampleTimeMs + 25 * minute), note(sampleTimeMs, sampleTimeMs + 35 * minute)],
      nowMs - 30 * minute,
    ],
    ['nowhere when an earlier window was late', [], [note(sampleTimeMs - countWindowMs, nowMs)], Infinity],
    ['nowhere when another log source was late', [], [note(sampleTimeMs, nowMs, 'other')], Infinity],
  ])('is %s', (_, backlogs, notes, endsMs) => {
    expect(dataEndsOf(backlogs, notes, nowMs)(scope, sampleTimeMs)).toBe(endsMs);
  });

  it('is nowhere for a log source without a window', () => {
    expect(dataEndsOf([], [note(sampleTimeMs, nowMs)], nowMs)(scope, undefined)).toBe(Infinity);
  });
});
