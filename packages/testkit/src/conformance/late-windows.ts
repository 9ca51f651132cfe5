import { describe, expect, it } from '@jest/globals';
import type { LateWindow, LateWindowStore } from '@bellwether/ports';
import { sampleTimeMs } from '../events.ts';
import { withSubject } from './subject.ts';
import type { MakeSubject, Subject } from './subject.ts';

const late = (minute: number, changes: Partial<LateWindow> = {}): LateWindow => ({
  scope: '111122223333:/app/web',
  windowStartMs: sampleTimeMs,
  notedAtMs: sampleTimeMs + minute * 60_000,
  ...changes,
});

const inOrder = (windows: readonly LateWindow[]): readonly LateWindow[] =>
  windows.toSorted(
    (left, right) =>
      left.notedAtMs - right.notedAtMs ||
      left.windowStartMs - right.windowStartMs ||
      (left.scope < right.scope ? -1 : 1),
  );

/** A store that keeps notes for a week, by a clock that the test moves. */
export interface LateWindowsSubject extends Subject<LateWindowStore> {
  readonly advance: (days: number) => void;
}

/** The contract of `LateWindowStore`. */
export const describeLateWindows = (name: string, make: MakeSubject<LateWindowsSubject>): void => {
  describe(`${name} as a store of late windows`, () => {
    it('gives what was noted up to a time, whatever the scope is called', () =>
      withSubject(make, async ({ store }) => {
        const scopes = ['111122223333:/app/a#b', '111122223333:', 'é'.repeat(600), '111122223333:/app/web'];
        const windows = scopes.flatMap((scope) => [late(30, { scope }), late(31, { scope, windowStartMs: 300_000 })]);
        await store.note(windows);
        await store.note([late(32)]);
        expect(inOrder(await store.due(late(31).notedAtMs, 100))).toEqual(inOrder(windows));
        expect(await store.due(late(29).notedAtMs, 100)).toEqual([]);
      }));

    it('gives no note that has expired, also while it has not been deleted', () =>
      withSubject(make, async ({ store, advance }) => {
        await store.note([late(30)]);
        advance(6.9);
        await store.note([late(31)]);
        expect(inOrder(await store.due(late(60).notedAtMs, 100))).toEqual(inOrder([late(30), late(31)]));
        advance(0.1);
        expect(await store.due(late(60).notedAtMs, 100)).toEqual([late(31)]);
      }));

    it('forgets what is done, and not what was noted again since', () =>
      withSubject(make, async ({ store }) => {
        await store.note([late(30), late(30)]);
        const due = await store.due(late(30).notedAtMs, 100);
        await store.note([late(31)]);
        await store.done(due);
        await store.done(due);
        expect(await store.due(late(60).notedAtMs, 100)).toEqual([late(31)]);
      }));

    it('gives the backlogs noted since a time, of every shard', () =>
      withSubject(make, async ({ store }) => {
        const backlog = (shard: string, minute: number) => ({
          shard,
          oldestArrivalMs: sampleTimeMs,
          notedAtMs: sampleTimeMs + minute * 60_000,
        });
        const noted = [backlog('a', 1), backlog('a', 2), backlog('b#c', 2), backlog('é'.repeat(600), 3)];
        expect(await store.backlogs(0)).toEqual([]);
        for (const one of noted) await store.noteBacklog(one);
        await store.noteBacklog(backlog('a', 2));
        const shardsSince = async (minute: number) => {
          const found = await store.backlogs(sampleTimeMs + minute * 60_000);
          return [...new Set(found.map(({ shard, notedAtMs }) => `${notedAtMs} ${shard}`))].sort();
        };
        const expected = noted.map(({ shard, notedAtMs }) => `${notedAtMs} ${shard}`).sort();
        expect(await shardsSince(1)).toEqual(expected);
        expect(await shardsSince(2)).toEqual(expected.slice(1));
        expect((await store.backlogs(sampleTimeMs + 3 * 60_000)).map((one) => one.oldestArrivalMs)).toEqual([
          sampleTimeMs,
        ]);
        expect(await store.backlogs(sampleTimeMs + 4 * 60_000)).toEqual([]);
        // Backlogs are not windows.
        expect(await store.due(late(60).notedAtMs, 100)).toEqual([]);
      }));

    it('comes through many in parts', () =>
      withSubject(make, async ({ store }) => {
        const windows = Array.from({ length: 130 }, (_, index) => late(30, { windowStartMs: index * 300_000 }));
        await store.note(windows);
        const seen: LateWindow[] = [];
        for (let round = 0; round < 20; round += 1) {
          const due = await store.due(late(30).notedAtMs, 40);
          if (due.length === 0) break;
          seen.push(...due);
          await store.done(due);
        }
        expect(inOrder(seen)).toEqual(windows);
      }));
  });
};
