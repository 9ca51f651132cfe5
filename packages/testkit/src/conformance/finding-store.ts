import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '@bellwether/log-model';
import type { FindingQuery, FindingStore } from '@bellwether/ports';
import { makeFinding, sampleTimeMs } from '../events.ts';
import { oddFindings } from './odd-findings.ts';
import { itKeepsFindingsInBounds } from './finding-bounds.ts';
import { itJoinsJudgedWindows } from './finding-windows.ts';
import { withSubject } from './subject.ts';
import type { MakeSubject, Subject, SuiteOptions } from './subject.ts';

const widths = fc.record({
  firstSeenMs: fc.integer({ min: sampleTimeMs, max: sampleTimeMs + 1_000 }),
  lastSeenMs: fc.integer({ min: sampleTimeMs + 1_000, max: sampleTimeMs + 9_000 }),
  count: fc.integer({ min: 1, max: 500 }),
});

const idsFound = async (store: FindingStore, query: Partial<FindingQuery>): Promise<readonly string[]> =>
  (await store.find({ fromMs: 0, toMs: sampleTimeMs * 2, limit: 100, ...query })).map(({ finding }) => finding.id);

/** The contract of `FindingStore`: raising again never makes a second. */
export const describeFindingStore = (
  name: string,
  make: MakeSubject<Subject<FindingStore>>,
  options: SuiteOptions = {},
): void => {
  describe(`${name} as a finding store`, () => {
    it.each(oddFindings)('gives back $what as it was raised', ({ finding }) =>
      withSubject(make, async ({ store }) => {
        expect(await store.raise(finding)).toEqual({ finding });
        expect(await store.get(finding.id)).toEqual({ finding });
        expect(await store.list(finding.lastSeenMs, finding.lastSeenMs + 1, 10)).toEqual([{ finding }]);
      }),
    );

    it('knows nothing of a finding never raised', () =>
      withSubject(make, async ({ store }) => {
        expect(await store.get('unknown')).toBeUndefined();
        expect(await store.list(0, sampleTimeMs * 2, 10)).toEqual([]);
      }));

    it('makes no second finding of one raised twice', () =>
      withSubject(make, async ({ store }) => {
        await store.raise(makeFinding());
        expect(await store.raise(makeFinding())).toEqual({ finding: makeFinding() });
        expect(await store.list(0, sampleTimeMs * 2, 10)).toHaveLength(1);
      }));

    it.each<[string, Partial<Finding>]>([
      ['rule', { rule: 'other-rule' }],
      ['account', { account: '444455556666' }],
      ['dedupe key', { dedupeKey: 'other' }],
      ['window', { windowStartMs: sampleTimeMs + 1 }],
    ])('refuses a finding of another %s under an id, and keeps the record', (_, changes) =>
      withSubject(make, async ({ store }) => {
        await store.raise(makeFinding());
        const raised = store.raise(makeFinding({ count: 900, lastSeenMs: sampleTimeMs + 9_000, ...changes }));
        await expect(raised).rejects.toMatchObject({ name: 'PortError', port: 'findings', retryable: false });
        expect(await store.get('finding-1')).toEqual({ finding: makeFinding() });
      }),
    );

    it('merges into a finding that is too large to be kept whole', () =>
      withSubject(make, async ({ store }) => {
        const large = makeFinding({ dedupeKey: 'k'.repeat(2_000), reasons: ['x'.repeat(320_000)] });
        await store.raise(large);
        expect((await store.raise({ ...large, count: 7 })).finding.count).toBe(7);
      }));

    it('merges first seen, last seen and count, and keeps everything else as first stored', () =>
      withSubject(make, async ({ store }) => {
        const first = makeFinding({ count: 5 });
        await store.raise(first);
        const again = makeFinding({
          firstSeenMs: 5,
          lastSeenMs: sampleTimeMs + 9_000,
          count: 3,
          title: 'Other',
          score: 0.1,
          severity: 'INFO',
          evidence: ['event-2'],
        });
        const merged = { finding: { ...first, firstSeenMs: 5, lastSeenMs: sampleTimeMs + 9_000 } };
        expect(await store.raise(again)).toEqual(merged);
        expect(await store.get(first.id)).toEqual(merged);
      }));

    itJoinsJudgedWindows(make);
    itKeepsFindingsInBounds(make);

    it('lists a merged finding where it was last seen now, and only there', () =>
      withSubject(make, async ({ store }) => {
        const dayMs = 86_400_000;
        await store.raise(makeFinding());
        await store.raise(makeFinding({ lastSeenMs: sampleTimeMs + 2 * dayMs }));
        expect(await store.list(sampleTimeMs, sampleTimeMs + dayMs, 10)).toEqual([]);
        expect(await store.list(sampleTimeMs + dayMs, sampleTimeMs + 3 * dayMs, 10)).toHaveLength(1);
      }));

    it('lists from the first moment to before the last, most severe first, then by score, at most as many as asked', () =>
      withSubject(make, async ({ store }) => {
        const findings = [
          makeFinding({ id: 'warning', severity: 'WARNING', score: 1 }),
          makeFinding({ id: 'error-low', severity: 'ERROR', score: 0.2 }),
          makeFinding({ id: 'critical', severity: 'CRITICAL', score: 0.1 }),
          makeFinding({ id: 'error-high', severity: 'ERROR', score: 0.8 }),
          makeFinding({ id: 'before', lastSeenMs: sampleTimeMs - 1 }),
          makeFinding({ id: 'at-end', lastSeenMs: sampleTimeMs + 5_000 }),
        ];
        for (const finding of findings) {
          await store.raise(finding);
        }
        const list = async (limit: number): Promise<string[]> =>
          (await store.list(sampleTimeMs, sampleTimeMs + 5_000, limit)).map((found) => found.finding.id);
        expect(await list(10)).toEqual(['critical', 'error-high', 'error-low', 'warning']);
        expect(await list(2)).toEqual(['critical', 'error-high']);
      }));

    it('lists all of many findings', () =>
      withSubject(make, async ({ store }) => {
        for (let index = 0; index < 60; index += 1) {
          await store.raise(makeFinding({ id: `finding-${index}`, lastSeenMs: sampleTimeMs + index * 3_600_000 }));
        }
        expect(await store.list(0, sampleTimeMs * 2, 1_000)).toHaveLength(60);
      }));

    it('remembers the first time an alert was sent, through later raises', () =>
      withSubject(make, async ({ store }) => {
        await store.raise(makeFinding());
        await store.markNotified('finding-1', sampleTimeMs + 7);
        await store.markNotified('finding-1', sampleTimeMs + 99);
        expect(await store.raise(makeFinding({ count: 8 }))).toEqual({
          finding: makeFinding({ count: 8 }),
          notifiedAtMs: sampleTimeMs + 7,
        });
        expect((await store.get('finding-1'))?.notifiedAtMs).toBe(sampleTimeMs + 7);
      }));

    it('is new until its status is set, and keeps the latest one through repeated and late calls', () =>
      withSubject(make, async ({ store }) => {
        await store.raise(makeFinding());
        expect((await store.get('finding-1'))?.status).toBeUndefined();
        const later = { state: 'resolved', sinceMs: sampleTimeMs + 50_000 } as const;
        await store.setStatus('finding-1', { state: 'in_progress', sinceMs: sampleTimeMs + 20_000 });
        await store.setStatus('finding-1', later);
        await store.setStatus('finding-1', later);
        await store.setStatus('finding-1', { state: 'in_progress', sinceMs: sampleTimeMs + 30_000 });
        await store.setStatus('finding-1', { state: 'suppressed', sinceMs: sampleTimeMs + 50_000 });
        expect((await store.get('finding-1'))?.status).toEqual(later);
      }));

    it('makes a resolved finding new when it is seen after that, and no other', () =>
      withSubject(make, async ({ store }) => {
        const endMs = sampleTimeMs + 50_000;
        for (const state of ['resolved', 'suppressed'] as const) {
          await store.raise(makeFinding({ id: state }));
          await store.setStatus(state, { state, sinceMs: endMs });
        }
        // Late news of what was seen before the end changes nothing.
        await store.raise(makeFinding({ id: 'resolved', lastSeenMs: endMs - 1, count: 90 }));
        expect((await store.get('resolved'))?.status).toEqual({ state: 'resolved', sinceMs: endMs });
        for (const id of ['resolved', 'suppressed']) await store.raise(makeFinding({ id, lastSeenMs: endMs + 1 }));
        expect((await store.get('resolved'))?.status).toEqual({ state: 'new', sinceMs: endMs });
        // The same word again, and one that comes after the sighting it is older than, hide nothing.
        await store.setStatus('resolved', { state: 'resolved', sinceMs: endMs });
        await store.raise(makeFinding({ id: 'overtaken', lastSeenMs: endMs + 1 }));
        await store.setStatus('overtaken', { state: 'resolved', sinceMs: endMs });
        expect((await store.get('suppressed'))?.status).toEqual({ state: 'suppressed', sinceMs: endMs });
        expect(await idsFound(store, { state: 'new' })).toEqual(['overtaken', 'resolved']);
      }));

    it('makes no finding of one whose status alone is set', () =>
      withSubject(make, async ({ store }) => {
        await store.setStatus('unknown', { state: 'resolved', sinceMs: sampleTimeMs });
        expect(await store.get('unknown')).toBeUndefined();
        expect(await idsFound(store, { state: 'resolved' })).toEqual([]);
      }));

    it('finds by time, severity, scope and state, alone and together, the newest first', () =>
      withSubject(make, async ({ store }) => {
        const dayMs = 86_400_000;
        const findings = [
          makeFinding({ id: 'a', severity: 'ERROR', scope: 'one', lastSeenMs: sampleTimeMs }),
          makeFinding({ id: 'b', severity: 'ERROR', scope: 'two', lastSeenMs: sampleTimeMs + dayMs }),
          makeFinding({ id: 'c', severity: 'CRITICAL', scope: 'one', lastSeenMs: sampleTimeMs + 2 * dayMs }),
          makeFinding({ id: 'd', severity: 'CRITICAL', scope: '', lastSeenMs: sampleTimeMs + 2 * dayMs }),
          makeFinding({ id: 'e', severity: 'ERROR', scope: `one${'x'.repeat(3_000)}`, lastSeenMs: sampleTimeMs + 1 }),
          makeFinding({ id: 'f', severity: 'ERROR', scope: `one${'x'.repeat(3_000)}y`, lastSeenMs: sampleTimeMs + 2 }),
        ];
        for (const finding of findings) await store.raise(finding);
        await store.setStatus('b', { state: 'in_progress', sinceMs: sampleTimeMs + 1 });
        await store.setStatus('c', { state: 'resolved', sinceMs: sampleTimeMs + 3 * dayMs });
        expect(await idsFound(store, {})).toEqual(['c', 'd', 'b', 'f', 'e', 'a']);
        expect(await idsFound(store, { limit: 3 })).toEqual(['c', 'd', 'b']);
        expect(await idsFound(store, { severity: 'ERROR' })).toEqual(['b', 'f', 'e', 'a']);
        expect(await idsFound(store, { severity: 'ERROR', limit: 2 })).toEqual(['b', 'f']);
        expect(await idsFound(store, { scope: 'one' })).toEqual(['c', 'a']);
        expect(await idsFound(store, { scope: '' })).toEqual(['d']);
        expect(await idsFound(store, { scope: `one${'x'.repeat(3_000)}` })).toEqual(['e']);
        expect(await idsFound(store, { state: 'new' })).toEqual(['d', 'f', 'e', 'a']);
        expect(await idsFound(store, { state: 'in_progress' })).toEqual(['b']);
        expect(await idsFound(store, { state: 'resolved', severity: 'CRITICAL', scope: 'one' })).toEqual(['c']);
        expect(await idsFound(store, { state: 'resolved', severity: 'ERROR' })).toEqual([]);
        expect(await idsFound(store, { severity: 'ERROR', toMs: sampleTimeMs + dayMs })).toEqual(['f', 'e', 'a']);
        expect(await idsFound(store, { severity: 'ERROR', fromMs: sampleTimeMs + 1, toMs: sampleTimeMs + 2 })).toEqual([
          'e',
        ]);
        expect(await idsFound(store, { fromMs: sampleTimeMs + dayMs, toMs: sampleTimeMs })).toEqual([]);
      }));

    it('takes a time without end, beyond every date or in parts of a millisecond; finds nothing in one that is none', () =>
      withSubject(make, async ({ store }) => {
        const { severity, scope, lastSeenMs } = makeFinding();
        await store.raise(makeFinding());
        await store.setStatus('finding-1', { state: 'in_progress', sinceMs: sampleTimeMs });
        for (const asked of [{}, { severity }, { scope }, { state: 'in_progress' as const }]) {
          for (const endMs of [Infinity, Number.MAX_VALUE, 8.64e15, lastSeenMs + 0.5]) {
            expect(await idsFound(store, { ...asked, fromMs: -endMs, toMs: endMs })).toEqual(['finding-1']);
            expect(await idsFound(store, { ...asked, fromMs: endMs, toMs: Infinity })).toEqual([]);
          }
          expect(await idsFound(store, { ...asked, toMs: Number.NaN })).toEqual([]);
        }
        expect(await store.list(-Infinity, Infinity, 10)).toHaveLength(1);
        expect(await store.list(Number.NaN, Infinity, 10)).toEqual([]);
      }));

    it('finds a merged finding where it was last seen now, and only there', () =>
      withSubject(make, async ({ store }) => {
        const dayMs = 86_400_000;
        await store.raise(makeFinding());
        await store.setStatus('finding-1', { state: 'in_progress', sinceMs: sampleTimeMs });
        await store.raise(makeFinding({ lastSeenMs: sampleTimeMs + 2 * dayMs }));
        const { severity, scope } = makeFinding();
        for (const asked of [{ severity }, { scope }, { state: 'in_progress' as const }, {}]) {
          expect(await idsFound(store, { ...asked, toMs: sampleTimeMs + dayMs })).toEqual([]);
          expect(await idsFound(store, { ...asked, fromMs: sampleTimeMs + dayMs })).toEqual(['finding-1']);
        }
      }));

    it('makes no finding of one that is only marked as notified', () =>
      withSubject(make, async ({ store }) => {
        await store
          .markNotified('unknown', sampleTimeMs)
          .catch((cause: unknown) => expect(cause).toMatchObject({ name: 'PortError' }));
        expect(await store.get('unknown')).toBeUndefined();
      }));

    it('keeps one finding of many raised at once', () =>
      withSubject(make, async ({ store }) => {
        const counts = [3, 9, 1, 4, 7];
        await Promise.all(counts.map((count) => store.raise(makeFinding({ count }))));
        expect((await store.get('finding-1'))?.finding.count).toBe(9);
      }));

    it(
      'comes to the same width in whatever order and however often a finding is raised',
      () =>
        withSubject(make, async ({ store }) => {
          let run = 0;
          const property = fc.asyncProperty(
            fc.array(widths, { minLength: 1, maxLength: 5 }),
            fc.nat(),
            async (raised, turn) => {
              run += 1;
              const turned = raised.map((_, index) => raised[(index + turn) % raised.length] ?? {});
              for (const [order, list] of [raised, [...turned, ...raised]].entries()) {
                for (const width of list) {
                  await store.raise(makeFinding({ ...width, id: `run${run}-${order}` }));
                }
                expect((await store.get(`run${run}-${order}`))?.finding).toMatchObject({
                  firstSeenMs: Math.min(...raised.map((width) => width.firstSeenMs)),
                  lastSeenMs: Math.max(...raised.map((width) => width.lastSeenMs)),
                  count: Math.max(...raised.map((width) => width.count)),
                });
              }
            },
          );
          await fc.assert(property, { numRuns: options.propertyRuns ?? 25, seed: 7 });
        }),
      60_000,
    );
  });
};
