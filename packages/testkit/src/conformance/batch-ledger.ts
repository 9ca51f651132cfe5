import { describe, expect, it } from '@jest/globals';
import type { BatchLedger, LedgerEntry } from '@bellwether/ports';
import { withSubject } from './subject.ts';
import type { MakeSubject, Subject } from './subject.ts';

const entry = (lastSequence: string, changes: Partial<LedgerEntry> = {}): LedgerEntry => ({
  firstSequence: '1',
  lastSequence,
  fingerprints: ['00112233445f', 'aabbccddeeff'],
  repeats: [],
  ...changes,
});

/** A ledger that keeps entries for two days, by a clock that the test moves. */
export interface BatchLedgerSubject extends Subject<BatchLedger> {
  readonly advance: (days: number) => void;
}

/** The contract of `BatchLedger`. */
export const describeBatchLedger = (name: string, make: MakeSubject<BatchLedgerSubject>): void => {
  describe(`${name} as a batch ledger`, () => {
    it('gives entries back as they are, oldest first, whatever the order they were noted in', () =>
      withSubject(make, async ({ store }) => {
        const entries = [entry('9'), entry('10', { repeats: ['7', '8'] }), entry('11', { fingerprints: [] })];
        for (const one of [entries[1], entries[2], entries[0]]) if (one) await store.note('a', one);
        expect(await store.after('a', '')).toEqual(entries);
        expect(await store.after('a', '9')).toEqual(entries.slice(1));
        expect(await store.after('a', '11')).toEqual([]);
        expect(await store.after('b', '')).toEqual([]);
      }));

    it('keeps both of two entries that end at one sequence and begin at two', () =>
      withSubject(make, async ({ store }) => {
        const whole = entry('9', { fingerprints: ['00112233445f', 'aabbccddeeff'] });
        const rest = entry('9', { firstSequence: '10', fingerprints: ['aabbccddeeff'] });
        const middle = entry('9', { firstSequence: '4', fingerprints: [] });
        for (const one of [whole, rest, middle]) await store.note('a', one);
        expect(await store.after('a', '')).toEqual([whole, middle, rest]);
        expect(await store.after('a', '9')).toEqual([]);
      }));

    it('replaces an entry that begins and ends where another did', () =>
      withSubject(make, async ({ store }) => {
        await store.note('a', entry('1'));
        await store.note('a', entry('1', { fingerprints: [] }));
        expect(await store.after('a', '')).toEqual([entry('1', { fingerprints: [] })]);
      }));

    it('gives no entry that has expired, also while it has not been deleted', () =>
      withSubject(make, async ({ store, advance }) => {
        await store.note('a', entry('1'));
        advance(1.9);
        await store.note('a', entry('2'));
        expect(await store.after('a', '')).toEqual([entry('1'), entry('2')]);
        advance(0.1);
        expect(await store.after('a', '')).toEqual([entry('2')]);
      }));

    it('gives the newest thirty', () =>
      withSubject(make, async ({ store }) => {
        for (let n = 1; n <= 35; n += 1) await store.note('a', entry(String(n)));
        expect((await store.after('a', '')).map(({ lastSequence }) => Number(lastSequence))).toEqual(
          Array.from({ length: 30 }, (_, index) => index + 6),
        );
      }));

    it('keeps the entry of 10,000 payloads', () =>
      withSubject(make, async ({ store }) => {
        const fingerprints = Array.from({ length: 10_000 }, (_, n) => n.toString(16).padStart(12, '0'));
        await store.note('a', entry('1', { fingerprints }));
        expect((await store.after('a', ''))[0]?.fingerprints).toEqual(fingerprints);
      }));
  });
};
