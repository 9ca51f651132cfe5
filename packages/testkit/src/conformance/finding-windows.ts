import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '@bellwether/log-model';
import type { FindingStore } from '@bellwether/ports';
import { makeFinding, sampleTimeMs } from '../events.ts';
import type { MakeSubject, Subject } from './subject.ts';
import { withSubject } from './subject.ts';

const windowMs = 300_000;

/** What a detector over windows says of the n-th window: it names no events. */
const judged = (window: number, count: number, changes: Partial<Finding> = {}): Finding =>
  makeFinding({
    evidence: [],
    count,
    score: count / 1_000,
    reasons: [`${count} errors in 5 minutes.`],
    firstSeenMs: sampleTimeMs + window * windowMs,
    lastSeenMs: sampleTimeMs + (window + 1) * windowMs - 1,
    ...changes,
  });

/** A finding over windows says what its greatest window says, as that was last judged. */
export const itJoinsJudgedWindows = (make: MakeSubject<Subject<FindingStore>>): void => {
  it('takes score and reasons of a window that is judged again with more in it', () =>
    withSubject(make, async ({ store }) => {
      await store.raise(judged(0, 30));
      await store.markNotified('finding-1', sampleTimeMs);
      const again = { finding: judged(0, 45), notifiedAtMs: sampleTimeMs };
      expect(await store.raise(judged(0, 45))).toEqual(again);
      expect(await store.get('finding-1')).toEqual(again);
      expect(await store.list(0, sampleTimeMs * 2, 1)).toEqual([again]);
    }));

  it('takes what a window says when it is judged again on a past that is known better', () =>
    withSubject(make, async ({ store }) => {
      const better = { score: 0.9, reasons: ['30 errors in 5 minutes where about 2 are usual.'] };
      await store.raise(judged(0, 30));
      await store.raise(judged(0, 30, better));
      expect(await store.get('finding-1')).toEqual({ finding: judged(0, 30, better) });
    }));

  it('says the same whatever order its windows are judged in', () =>
    withSubject(make, async ({ store }) => {
      const windows = fc.uniqueArray(fc.record({ window: fc.nat(6), count: fc.integer({ min: 1, max: 4 }) }), {
        selector: ({ window }) => window,
        minLength: 2,
        maxLength: 5,
      });
      await fc.assert(
        fc.asyncProperty(windows, fc.uuid(), async (rows, run) => {
          const raise = async (id: string, order: typeof rows) => {
            for (const { window, count } of order) await store.raise(judged(window, count, { id, dedupeKey: run }));
            return { ...(await store.get(id))?.finding, id: '' };
          };
          const forward = await raise(`forward-${run}`, rows);
          expect(await raise(`backward-${run}`, rows.toReversed())).toEqual(forward);
        }),
        { numRuns: 15 },
      );
    }));
};
