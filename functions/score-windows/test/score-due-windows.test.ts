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
import { readEnv } from '../src/env.ts';
import { scoreDueWindows, settleMs } from '../src/score-due-windows.ts';

const policy = { alertMinSeverity: 'WARNING', anomalyMinScore: 0, thresholds: [] } as const;

/** Counts of one scope: `counts[n]` events in the n-th window. */
const portsWith = async (counts: readonly number[]) => {
  const ports = memoryPorts();
  const contributions = counts.map((count, index) =>
    makeContribution({ sequence: sequenceOf(index), windowStartMs: sampleTimeMs + index * countWindowMs, count }),
  );
  await ports.counts.add(
    'shard-1',
    contributions.filter(({ count }) => count > 0),
  );
  return ports;
};

const usual = Array.from({ length: 20 }, () => 100);
const spiked = [...usual, 1_500];
/** The end of the last window of `spiked`. */
const closedMs = sampleTimeMs + 21 * countWindowMs;

describe('judging the windows that are due', () => {
  it.each([
    ['has closed and settled', closedMs + settleMs, 1],
    ['has closed but not settled', closedMs + settleMs - 1, 0],
    ['is still open', closedMs - 1, 0],
    ['was closed two runs ago', closedMs + settleMs + 2 * countWindowMs, 1],
    ['was closed long ago', closedMs + settleMs + 3 * countWindowMs, 0],
  ])('finds a spike in a window that %s', async (_, scheduledAtMs, findings) => {
    const ports = await portsWith(spiked);
    expect((await scoreDueWindows(ports, policy)({ scheduledAtMs })).findings).toHaveLength(findings);
    expect(ports.findings.all()).toHaveLength(findings);
  });

  it('tells once, however often the schedule comes', async () => {
    const ports = await portsWith(spiked);
    for (let run = 0; run < 4; run += 1)
      await scoreDueWindows(ports, policy)({ scheduledAtMs: closedMs + settleMs + run * countWindowMs });
    expect(ports.alerts.sent.map(({ subject }) => subject)).toEqual([
      '[WARNING] Far more events than usual: 111122223333/app/web',
    ]);
  });

  it('goes back as far as it is asked, when a schedule has long pauses', async () => {
    const ports = await portsWith(spiked);
    const scheduledAtMs = closedMs + settleMs + 11 * countWindowMs;
    expect((await scoreDueWindows(ports, policy, [], 12)({ scheduledAtMs })).findings).toHaveLength(1);
  });

  it('tells on the next run what a failed run could not', async () => {
    const ports = await portsWith(spiked);
    const broken = portsWithFaults(ports, plannedFaults({ 'alerts.notify': ['before'] }));
    const due = { scheduledAtMs: closedMs + settleMs };
    await expect(scoreDueWindows(broken, policy)(due)).rejects.toThrow('alerts.notify failed');
    expect(ports.alerts.sent).toEqual([]);
    await scoreDueWindows(broken, policy)(due);
    expect(ports.alerts.sent).toHaveLength(1);
  });
});

describe('a log source that stopped', () => {
  const steady = Array.from({ length: 40 }, () => 100);
  /** The end of the third empty window. */
  const silentMs = sampleTimeMs + 43 * countWindowMs;
  const firstRunMs = silentMs + countWindowMs;
  const rulesAt = async (ports: Awaited<ReturnType<typeof portsWith>>, scheduledAtMs: number) =>
    (await scoreDueWindows(ports, policy)({ scheduledAtMs })).findings.map(({ rule }) => rule);

  it('is silent when its third window without events has settled', async () => {
    expect(await rulesAt(await portsWith(steady), firstRunMs)).toEqual(['volume-silence']);
  });

  it('is not silent while a shard is behind, and is when that has been read and nothing came', async () => {
    const ports = await portsWith(steady);
    const behind = (notedAtMs: number) =>
      ports.lateWindows.noteBacklog({ shard: 'a', oldestArrivalMs: silentMs - countWindowMs, notedAtMs });
    // So long that no run would look at the windows by itself.
    for (let run = 0; run < 12; run += 1) {
      const dueMs = firstRunMs + run * countWindowMs;
      await behind(dueMs);
      expect(await rulesAt(ports, dueMs)).toEqual([]);
    }
    expect(await rulesAt(ports, firstRunMs + 14 * countWindowMs)).toEqual(['volume-silence']);
    expect(ports.lateWindows.all()).toEqual([]);
  });

  it('is not silent when its events come after all', async () => {
    const ports = await portsWith(steady);
    await ports.lateWindows.noteBacklog({ shard: 'a', oldestArrivalMs: silentMs - 1, notedAtMs: firstRunMs });
    expect(await rulesAt(ports, firstRunMs)).toEqual([]);
    const windowStartMs = sampleTimeMs + 40 * countWindowMs;
    await ports.counts.add('shard-1', [makeContribution({ sequence: sequenceOf(40), windowStartMs, count: 100 })]);
    for (let run = 1; run < 5; run += 1)
      expect(await rulesAt(ports, firstRunMs + 3_600_000 + run * countWindowMs)).toEqual([]);
  });

  it('is silent at once when what is behind has arrived later', async () => {
    const ports = await portsWith(steady);
    await ports.lateWindows.noteBacklog({ shard: 'a', oldestArrivalMs: silentMs, notedAtMs: firstRunMs });
    expect(await rulesAt(ports, firstRunMs)).toEqual(['volume-silence']);
  });
});

describe('its environment', () => {
  it('names every variable that is missing at once', () => {
    expect(() => readEnv({})).toThrow(/COUNTS_TABLE[^]*FINDINGS_TABLE[^]*REMEDIATION_MACHINE_ARN/);
  });

  const whole = { COUNTS_TABLE: 'c', FINDINGS_TABLE: 'f', REMEDIATION_MACHINE_ARN: 'm' };

  it('notifies of warnings and keeps state for 90 days by default', () => {
    expect(readEnv(whole)).toMatchObject({ ALERT_MIN_SEVERITY: 'WARNING', STATE_RETENTION_DAYS: 90 });
  });

  it.each([
    ['STATE_RETENTION_DAYS', '0'],
    ['STATE_RETENTION_DAYS', '1.5'],
    ['STATE_RETENTION_DAYS', 'ninety'],
    ['ALERT_MIN_SEVERITY', 'warn'],
  ])('is refused with %s=%s', (name, value) => {
    expect(() => readEnv({ ...whole, [name]: value })).toThrow(name);
  });
});
