import { describe, expect, it } from '@jest/globals';
import { seeded } from '@bellwether/testkit';
import {
  countWindowMs,
  defaultVolumePolicy,
  scoreVolume,
  surpriseOf,
  type VolumeAnomaly,
  type WindowCounts,
} from '@bellwether/log-model';
import { noonMs } from '../event-factory.ts';

const scope = '111122223333:/app/web';

interface Counts {
  readonly events: number;
  readonly warnings?: number;
  readonly errors?: number;
  readonly critical?: number;
}

/** Rows of consecutive windows from noon on; a window without events has no row, as in the stores. */
const rowsOf = (windows: readonly (number | Counts)[]): readonly WindowCounts[] =>
  windows.flatMap((window, index) => {
    const { events, warnings = 0, errors = 0, critical = 0 } = typeof window === 'number' ? { events: window } : window;
    if (events === 0) return [];
    const fields: Record<string, number> = { events };
    if (warnings > 0) fields['severity:WARNING'] = warnings;
    if (errors > 0) fields['severity:ERROR'] = errors;
    if (critical > 0) fields['severity:CRITICAL'] = critical;
    return [{ scope, windowStartMs: noonMs + index * countWindowMs, fields }];
  });

/** Judges the last of the windows. */
const judgeLast = (windows: readonly (number | Counts)[], policy = defaultVolumePolicy): readonly VolumeAnomaly[] =>
  scoreVolume(scope, rowsOf(windows), noonMs + (windows.length - 1) * countWindowMs, policy);

/** Judges every window in turn, each from what was known when it closed. */
const judgeAll = (windows: readonly (number | Counts)[]): readonly VolumeAnomaly[] =>
  windows.flatMap((_, index) => judgeLast(windows.slice(0, index + 1)));

const kindsOf = (anomalies: readonly VolumeAnomaly[]): readonly string[] => anomalies.map(({ kind }) => kind);

/** A Poisson count: Knuth's product for small rates, a rounded normal for great ones. */
const poisson = (rate: number, chance: () => number): number => {
  if (rate > 400) {
    const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
    return Math.max(0, Math.round(rate + Math.sqrt(rate) * normal));
  }
  const limit = Math.exp(-rate);
  let count = 0;
  for (let product = chance(); product > limit; product *= chance()) count += 1;
  return count;
};

const noise = (rate: number, windows: number, seed: number): readonly number[] => {
  const chance = seeded(seed);
  return Array.from({ length: windows }, () => poisson(rate, chance));
};

const steady = (count: number, windows = 40): readonly number[] => Array.from({ length: windows }, () => count);

describe('judging the volume of a window', () => {
  it.each<[string, readonly (number | Counts)[], readonly string[]]>([
    ['what is usual', [...steady(100), 100], []],
    ['a rise that is no spike', [...steady(100), 300], []],
    ['a spike', [...steady(100), 1_000], ['volume-spike']],
    ['just four times the usual', [...steady(100), 400], ['volume-spike']],
    ['four times the usual, which noise of few events can be', [...steady(12), 50], []],
    ['a spike of few events, which means little', [...steady(2), 49], []],
    ['a spike after silence of the scope’s own', [...steady(1), 50], ['volume-spike']],
    ['too little history', [...steady(100, 11), 1_000], []],
    ['just enough history', [...steady(100, 12), 1_000], ['volume-spike']],
    ['no history at all', [1_000], []],
    ['errors where none are usual', [...steady(100), { events: 110, errors: 20 }], ['error-spike']],
    [
      'critical errors, which count as errors',
      [...steady(100), { events: 110, errors: 12, critical: 9 }],
      ['error-spike'],
    ],
    ['too few errors to mean anything', [...steady(100), { events: 110, errors: 19 }], []],
    ['a rise in warnings', [...steady(100), { events: 160, warnings: 60 }], ['warning-spike']],
    [
      'a rise in everything',
      [...steady(10), { events: 200, warnings: 60, errors: 60 }],
      ['volume-spike', 'warning-spike', 'error-spike'],
    ],
  ])('at %s', (_, windows, kinds) => {
    expect(kindsOf(judgeLast(windows))).toEqual(kinds);
  });

  it('takes the limit of the z-score for a spike', () => {
    const { zScore } = surpriseOf(1_000, steady(100));
    expect(kindsOf(judgeLast([...steady(100), 1_000], { ...defaultVolumePolicy, spikeZScore: zScore }))).toEqual([
      'volume-spike',
    ]);
  });

  it('judges nothing in a scope without rows', () => {
    expect(scoreVolume(scope, [], noonMs)).toEqual([]);
  });

  it.each<[string, readonly number[], readonly string[]]>([
    ['that wrote in just as many windows as are asked for', steady(100, 36), ['volume-silence']],
    ['that wrote in one window less', steady(100, 35), []],
    ['that has mostly been busy enough of late', [...steady(7, 23), ...steady(8, 13)], ['volume-silence']],
    ['that was busy enough only before', [...steady(8, 23), ...steady(7, 13)], []],
  ])('sees the silence of a scope %s', (_, history, kinds) => {
    expect(kindsOf(judgeLast([...history, 0, 0, 0]))).toEqual(kinds);
  });

  it('calls a scope steady that wrote in 95 of 100 windows', () => {
    const policy = { ...defaultVolumePolicy, silenceSteadyWindows: 40 };
    const pausing = (pauses: number): readonly number[] => [100, ...steady(0, pauses), ...steady(100, 39 - pauses)];
    expect(kindsOf(judgeLast([...pausing(2), 0, 0, 0], policy))).toEqual(['volume-silence']);
    expect(kindsOf(judgeLast([...pausing(3), 0, 0, 0], policy))).toEqual([]);
  });

  it('says how much was expected and how far away the window lies', () => {
    expect(judgeLast([...steady(100), 1_000])[0]).toMatchObject({
      scope,
      windowStartMs: noonMs + 40 * countWindowMs,
      observed: 1_000,
      expected: 100,
      zScore: expect.closeTo(43.2, 1),
      windows: 1,
    });
  });

  it('finds nothing in Poisson noise of any rate', () => {
    let judged = 0;
    const found: VolumeAnomaly[] = [];
    for (const [index, rate] of [0.2, 1, 3, 8, 20, 60, 250, 2_000].entries()) {
      for (let seed = 1; seed <= 6; seed += 1) {
        const windows = noise(rate, 120, seed * 1_000 + index);
        judged += windows.length;
        found.push(...judgeAll(windows));
      }
    }
    expect(judged).toBe(5_760);
    expect(found).toEqual([]);
  });

  it('always finds ten times the usual events, at any rate where that is more than a handful', () => {
    for (const [index, rate] of [10, 25, 80, 300, 2_000].entries()) {
      for (let seed = 1; seed <= 40; seed += 1) {
        const windows = noise(rate, 40, seed * 100 + index);
        const spike = poisson(10 * rate, seeded(seed));
        expect(kindsOf(judgeLast([...windows, spike]))).toEqual(['volume-spike']);
      }
    }
  });
});

describe('judging a silence', () => {
  const silence = (windows: number): readonly number[] => steady(0, windows);

  it('is raised once, in the window that completes it', () => {
    const anomalies = judgeAll([...steady(20), ...silence(40)]);
    expect(anomalies).toHaveLength(1);
    expect(anomalies[0]).toMatchObject({
      kind: 'volume-silence',
      windowStartMs: noonMs + 42 * countWindowMs,
      observed: 0,
      expected: 20,
      windows: defaultVolumePolicy.silenceWindows,
    });
    expect(anomalies[0]?.zScore).toBeLessThan(0);
  });

  it('is raised once for any steady rate from the lowest that means something', () => {
    for (const rate of [8, 20, 150]) {
      const windows = steady(rate, 45);
      expect(kindsOf(judgeAll([...windows, ...silence(8)]))).toEqual(['volume-silence']);
    }
  });

  it.each<[string, readonly number[]]>([
    ['is shorter than three windows', [...steady(20), 0, 0, 20]],
    ['belongs to a scope that writes little', [...steady(7), ...silence(8)]],
    ['follows too short a life', [...steady(20, 35), ...silence(8)]],
    [
      'follows a job that runs now and then',
      [...Array.from({ length: 10 }, () => [20, 20, 20, 0]).flat(), ...silence(8)],
    ],
    ['was never broken', silence(40)],
  ])('means nothing when it %s', (_, windows) => {
    expect(judgeAll(windows)).toEqual([]);
  });

  it('is raised again when the scope wrote steadily in between', () => {
    const windows = [...steady(20), ...silence(5), ...steady(20), ...silence(5)];
    expect(kindsOf(judgeAll(windows))).toEqual(['volume-silence', 'volume-silence']);
  });
});
