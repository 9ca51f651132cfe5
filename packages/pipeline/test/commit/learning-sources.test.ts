import { describe, expect, it } from '@jest/globals';
import { countWindowMs, dayMs, hourMs, windowStart, type Finding } from '@bellwether/log-model';
import { makeContribution, makeFinding, memoryPorts, sampleTimeMs } from '@bellwether/testkit';
import { markNewScopes, markNewSources } from '../../src/commit/learning-sources.ts';

const policy = { alertMinSeverity: 'WARNING', learningMs: dayMs } as const;
const scope = '111122223333:/app/web';
const anomaly = (changes: Partial<Finding> = {}): Finding =>
  makeFinding({ kind: 'anomaly', severity: 'ERROR', scope, firstSeenMs: sampleTimeMs, ...changes });

const known = (ageMs: number) => async (of: string) =>
  of === scope ? [{ id: 't', text: '', firstSeenMs: sampleTimeMs - ageMs }] : [];

describe('an anomaly is marked as one of a log source that is still learnt', () => {
  it.each<[string, Finding, number, boolean]>([
    ['of the first hour', anomaly(), hourMs, true],
    ['a moment before the day is over', anomaly(), dayMs - 1, true],
    ['a day later', anomaly(), dayMs, false],
    ['that is critical', anomaly({ severity: 'CRITICAL' }), hourMs, false],
    ['that a rule found, which is none', anomaly({ kind: 'rule' }), hourMs, false],
    ['that a threshold found, which is none', anomaly({ kind: 'threshold' }), hourMs, false],
    ['of a log source without a template yet', anomaly({ scope: 'another' }), hourMs, true],
  ])('%s', async (_, finding, ageMs, isMarked) => {
    const marked = await markNewSources(policy, known(ageMs))(finding);
    expect(marked.isLearning).toBe(isMarked ? true : undefined);
    expect({ ...marked, isLearning: undefined }).toEqual({ ...finding, isLearning: undefined });
  });

  it.each([0, undefined])('never where the setting is %s', async (learningMs) => {
    const off = { alertMinSeverity: 'WARNING', ...(learningMs === undefined ? {} : { learningMs }) } as const;
    const ask = (): never => {
      throw new Error('Nothing is asked.');
    };
    expect(await markNewSources(off, ask)(anomaly())).toEqual(anomaly());
    expect(await markNewScopes(off, { rows: ask })(anomaly())).toEqual(anomaly());
  });
});

describe('an anomaly of windows is marked', () => {
  it.each<[string, number | undefined, boolean]>([
    ['where nothing was counted before', undefined, true],
    ['where it was counted within the day', 23 * hourMs, true],
    ['not where it was counted at that hour of the day before', dayMs + 30 * 60_000, false],
    ['not where it was counted some days ago', 5 * dayMs, false],
    ['where it was counted too long ago', 10 * dayMs, true],
  ])('%s', async (_, agoMs, isMarked) => {
    const ports = memoryPorts();
    if (agoMs !== undefined)
      await ports.counts.add('shard-1', [
        makeContribution({ scope, windowStartMs: windowStart(sampleTimeMs - agoMs, countWindowMs), count: 1 }),
      ]);
    expect((await markNewScopes(policy, ports.counts)(anomaly())).isLearning).toBe(isMarked ? true : undefined);
  });
});
