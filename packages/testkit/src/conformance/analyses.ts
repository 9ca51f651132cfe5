import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type {
  AnalysisRun,
  AnalysisRunStore,
  AnalyzedWindow,
  AnalyzedWindowStore,
  SpendingStore,
} from '@bellwether/ports';
import { sampleTimeMs } from '../events.ts';
import { withSubject } from './subject.ts';
import type { MakeSubject, Subject, SuiteOptions } from './subject.ts';

const window = (changes: Partial<AnalyzedWindow> = {}): AnalyzedWindow => ({
  id: 'w1',
  version: '1-archive',
  factsPath: 'analyses/windows/w1/1-archive.json.gz',
  events: 5,
  ...changes,
});

const run = (changes: Partial<AnalysisRun> = {}): AnalysisRun => ({
  id: 'r1',
  name: 'analysis-a',
  fromMs: 0,
  toMs: sampleTimeMs,
  createdMs: sampleTimeMs,
  planned: 30,
  analysed: 28,
  factsPath: 'reports/r1.facts.json.gz',
  ...changes,
});

/** The contract of `AnalyzedWindowStore`: a window is known in the version that it was analysed in, and in no other. */
export const describeAnalyzedWindows = (name: string, make: MakeSubject<Subject<AnalyzedWindowStore>>): void => {
  describe(`${name} as a store of analysed windows`, () => {
    it('gives a window back in its version, and the last that was kept', () =>
      withSubject(make, async ({ store }) => {
        expect(await store.find('w1', '1-archive')).toBeUndefined();
        await store.keep(window());
        expect(await store.find('w1', '1-archive')).toEqual(window());
        expect(await store.find('w1', '2-archive')).toBeUndefined();
        expect(await store.find('w2', '1-archive')).toBeUndefined();
        await store.keep(window({ events: 7 }));
        expect(await store.find('w1', '1-archive')).toEqual(window({ events: 7 }));
      }));

    it('gives the last reason of each window that a run could not analyse', () =>
      withSubject(make, async ({ store }) => {
        expect(await store.missing('r1')).toEqual(new Map());
        await store.noteMissing('r1', 'w1', 'timed_out');
        await store.noteMissing('r1', 'w2', 'expired');
        await store.noteMissing('r1', 'w1', 'failed');
        await store.noteMissing('r2', 'w3', 'failed');
        expect(await store.missing('r1')).toEqual(
          new Map([
            ['w1', 'failed'],
            ['w2', 'expired'],
          ]),
        );
      }));
  });
};

/** The contract of `AnalysisRunStore`. */
export const describeAnalysisRuns = (name: string, make: MakeSubject<Subject<AnalysisRunStore>>): void => {
  describe(`${name} as a history of analyses`, () => {
    it('gives the latest run of a name before a time, and none of that time itself', () =>
      withSubject(make, async ({ store }) => {
        expect(await store.lastBefore('analysis-a', sampleTimeMs * 2)).toBeUndefined();
        const [first, second] = [run(), run({ id: 'r2', createdMs: sampleTimeMs + 5, analysed: 30 })];
        for (const one of [second, first, run({ id: 'r3', name: 'analysis-b', createdMs: sampleTimeMs + 9 })])
          await store.keep(one);
        expect(await store.lastBefore('analysis-a', sampleTimeMs * 2)).toEqual(second);
        expect(await store.lastBefore('analysis-a', second.createdMs)).toEqual(first);
        expect(await store.lastBefore('analysis-a', first.createdMs)).toBeUndefined();
      }));

    it('keeps a run once, as it was kept last', () =>
      withSubject(make, async ({ store }) => {
        await store.keep(run());
        await store.keep(run({ analysed: 30 }));
        expect(await store.lastBefore('analysis-a', sampleTimeMs + 1)).toEqual(run({ analysed: 30 }));
        expect(await store.lastBefore('analysis-a', sampleTimeMs)).toBeUndefined();
      }));
  });
};

/** The contract of `SpendingStore`: a day never spends more than its limit, whatever comes at once. */
export const describeSpending = (
  name: string,
  make: MakeSubject<Subject<SpendingStore>>,
  { propertyRuns = 20 }: SuiteOptions = {},
): void => {
  describe(`${name} as an account of spending`, () => {
    it('takes what fits into a day, to the last millionth, and nothing beyond', () =>
      withSubject(make, async ({ store }) => {
        expect(await store.spend('2026-03-02', 60, 100)).toBe(true);
        expect(await store.spend('2026-03-02', 41, 100)).toBe(false);
        expect(await store.spend('2026-03-02', 40, 100)).toBe(true);
        expect(await store.spend('2026-03-02', 1, 100)).toBe(false);
        expect(await store.spend('2026-03-03', 100, 100)).toBe(true);
        expect(await store.spend('2026-03-04', 101, 100)).toBe(false);
      }));

    it('never spends more than the limit, however many spend at once', () =>
      fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 12 }),
          fc.integer({ min: 0, max: 150 }),
          (amounts, limit) =>
            withSubject(make, async ({ store }) => {
              const taken = await Promise.all(amounts.map((amount) => store.spend('2026-03-02', amount, limit)));
              const sum = amounts.reduce((all, amount, index) => all + (taken[index] === true ? amount : 0), 0);
              expect(sum).toBeLessThanOrEqual(limit);
              if (amounts.reduce((all, amount) => all + amount, 0) <= limit) expect(taken).not.toContain(false);
            }),
        ),
        { numRuns: propertyRuns },
      ));
  });
};
